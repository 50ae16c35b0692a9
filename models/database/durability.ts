import { QueryTypes, type Sequelize } from 'sequelize';

/** This database could lose a committed write, so the desk must not accept anything. */
export class NotDurable extends Error {
  constructor(what: string, is: unknown, mustBe: unknown) {
    super(`sqlite's ${what} is ${is} and not ${mustBe}: a power cut could lose accepted requests`);
    this.name = 'NotDurable';
  }
}

/** The part of an sqlite connection that is used here. */
export type PragmaConnection = {
  get(sql: string, done: (error: Error | null, row?: Record<string, unknown>) => void): void;
};

/**
 * `synchronous` 2 is FULL: each commit waits for the disk (sqlite.org/pragma.html). A network drive cannot keep a
 * write-ahead log.
 */
const DURABLE = { journal_mode: 'wal', synchronous: 2 } as const;

/** Reads the pragmas of an sqlite connection back; throws `NotDurable` if one was not applied. */
export async function mustBeDurable(connection: PragmaConnection): Promise<void> {
  for (const [what, mustBe] of Object.entries(DURABLE)) {
    const row = await asked(connection, `PRAGMA ${what}`);
    if (row?.[what] !== mustBe) throw new NotDurable(what, row?.[what], mustBe);
  }
}

/**
 * PostgreSQL's settings that let a commit return before it is on the disk (`fsync`, `synchronous_commit`). Its
 * administrator decides about them, so they are only named at the start.
 */
export async function settingsThatLose(database: Sequelize): Promise<string[]> {
  if (database.getDialect() !== 'postgres') return [];
  const off = await database.query<{ name: string }>(
    "SELECT name FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit') AND setting = 'off' ORDER BY name",
    { type: QueryTypes.SELECT },
  );
  return off.map(({ name }) => name);
}

const asked = (connection: PragmaConnection, sql: string) =>
  new Promise<Record<string, unknown> | undefined>((resolve, reject) => {
    connection.get(sql, (error, row) => (error ? reject(error) : resolve(row)));
  });
