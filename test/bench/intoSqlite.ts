import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { QueryTypes, type Sequelize } from 'sequelize';
import type { Sink } from './rows.ts';

/** Rows go to `sqliteWriter.ts`: a process of its own, as two copies of sqlite in one process undo each other's locks. */
export async function intoSqlite(database: Sequelize, tables: readonly string[]): Promise<Sink> {
  const [main] = await database.query<{ file: string }>('PRAGMA database_list', { type: QueryTypes.SELECT });
  const writer = fork(join(import.meta.dirname, 'sqliteWriter.ts'), [main?.file ?? '', ...tables], {
    serialization: 'advanced',
  });
  const ended = new Promise<never>((_, reject) => {
    writer.once('exit', (code) => reject(new Error(`The writer of rows ended with ${code}`)));
  });
  ended.catch(() => undefined);
  const done = () => Promise.race([once(writer, 'message'), ended]);
  await done();
  return {
    async write(batches) {
      const written = done();
      writer.send(batches);
      await written;
    },
    async end() {
      const settled = done();
      writer.send('end');
      await settled;
      writer.disconnect();
    },
  };
}
