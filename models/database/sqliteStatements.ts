import { DatabaseError } from 'sequelize';
import type { Database, RunResult, Statement } from 'sqlite3';

/**
 * Runs a statement on an sqlite connection, prepared once for it: Sequelize's `query` prepares it anew each time, and
 * takes three times as long. `$1` is the first value. Errors are those that Sequelize would throw.
 */
export async function runOn(connection: Database, sql: string, values: unknown[]): Promise<RunResult> {
  const statement = await preparedOn(connection, sql);
  return new Promise((resolve, reject) => {
    statement.run(values.map(asSqliteHasIt), function (error) {
      if (error) reject(faultOf(error));
      else resolve(this);
    });
  });
}

/** The rows of such a statement. */
export async function rowsOn<Row>(connection: Database, sql: string, values: unknown[]): Promise<Row[]> {
  const statement = await preparedOn(connection, sql);
  return new Promise((resolve, reject) => {
    statement.all<Row>(values.map(asSqliteHasIt), (error, rows) =>
      error ? reject(faultOf(error)) : resolve(rows),
    );
  });
}

const known = new WeakMap<Database, Map<string, Promise<Statement>>>();

function preparedOn(connection: Database, sql: string): Promise<Statement> {
  const statements = known.get(connection) ?? keepFor(connection);
  const found = statements.get(sql);
  if (found) return found;
  const made = prepare(connection, sql);
  statements.set(sql, made);
  made.catch(() => statements.delete(sql)); // the next one tries again
  return made;
}

/** Statements are finalised with the connection: sqlite closes no connection that still has some. */
function keepFor(connection: Database): Map<string, Promise<Statement>> {
  const statements = new Map<string, Promise<Statement>>();
  known.set(connection, statements);
  const close = connection.close.bind(connection);
  connection.close = (...given) => {
    void Promise.allSettled(statements.values()).then((all) => {
      for (const one of all) if (one.status === 'fulfilled') one.value.finalize();
      close(...given);
    });
  };
  return statements;
}

const prepare = (connection: Database, sql: string): Promise<Statement> =>
  new Promise((resolve, reject) => {
    const statement = connection.prepare(sql, (error: Error | null) =>
      error ? reject(faultOf(error)) : resolve(statement),
    );
  });

/** The error as Sequelize throws it, so that logs and handlers recognise its name. */
const faultOf = (error: Error) => new DatabaseError(Object.assign(error, { sql: '' }));

/** A moment as Sequelize stores it: a text with an offset. */
export const storedMoment = (at: Date): string => at.toISOString().replace('T', ' ').replace('Z', ' +00:00');

const asSqliteHasIt = (value: unknown): unknown => (value instanceof Date ? storedMoment(value) : value);
