import { QueryTypes, type Sequelize } from 'sequelize';

/** This database can lose what it said it had kept: nothing may be accepted on it. */
export class NotDurable extends Error {
  constructor(what: string, is: unknown, mustBe: unknown) {
    super(`sqlite's ${what} is ${is} and not ${mustBe}: a power cut could take what was accepted`);
    this.name = 'NotDurable';
  }
}

/** An sqlite connection as far as it is asked here. */
export type Asked = {
  get(sql: string, done: (error: Error | null, row?: Record<string, unknown>) => void): void;
};

/** `synchronous` 2 is FULL: each commit waits for the disk (sqlite.org/pragma.html). A network drive keeps no log ahead. */
const DURABLE = { journal_mode: 'wal', synchronous: 2 } as const;

/** Reads back what an sqlite connection was told; throws `NotDurable` where it did not take it. */
export async function mustBeDurable(connection: Asked): Promise<void> {
  for (const [what, mustBe] of Object.entries(DURABLE)) {
    const row = await asked(connection, `PRAGMA ${what}`);
    if (row?.[what] !== mustBe) throw new NotDurable(what, row?.[what], mustBe);
  }
}

/**
 * Which of PostgreSQL's own settings let a commit return before it is on the disk: `fsync`, `synchronous_commit`. They are
 * its administrator's, so they are named at the start and nothing is refused.
 */
export async function settingsThatLose(database: Sequelize): Promise<string[]> {
  if (database.getDialect() !== 'postgres') return [];
  const off = await database.query<{ name: string }>(
    "SELECT name FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit') AND setting = 'off' ORDER BY name",
    { type: QueryTypes.SELECT },
  );
  return off.map(({ name }) => name);
}

const asked = (connection: Asked, sql: string) =>
  new Promise<Record<string, unknown> | undefined>((resolve, reject) => {
    connection.get(sql, (error, row) => (error ? reject(error) : resolve(row)));
  });
