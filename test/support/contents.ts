import type { Desk } from '../../models/desk.ts';
import { TABLES } from './database.ts';

/** Every row of every table except sessions: equal before and after if nothing was written. */
export async function contentsOf({ database }: Desk): Promise<string> {
  const tables = TABLES.filter((table) => table !== 'sessions');
  const rows = await Promise.all(
    tables.map(async (table) => {
      const [found] = await database.query(`SELECT * FROM ${table}`);
      return found.map((row) => `${table} ${JSON.stringify(row)}`).sort();
    }),
  );
  return rows.flat().join('\n');
}
