import { DatabaseError } from 'sequelize';
import type { Database, RunResult, Statement } from 'sqlite3';
import { connectionInHand } from './transaction.ts';

const known = new WeakMap<Database, Map<string, Promise<Statement>>>();

/**
 * Runs a statement by the sqlite connection of the transaction at hand, prepared once for it: Sequelize's `query` prepares
 * it anew each time, and takes three times as long.
 */
export async function runPrepared(sql: string, bind: unknown[]): Promise<RunResult> {
  const statement = await preparedIn(connectionInHand() as Database, sql);
  return new Promise((resolve, reject) => {
    statement.run(bind, function (error) {
      if (error) reject(faultOf(error));
      else resolve(this);
    });
  });
}

function preparedIn(connection: Database, sql: string): Promise<Statement> {
  const statements = known.get(connection) ?? keepFor(connection);
  const found = statements.get(sql);
  if (found) return found;
  const made = prepare(connection, sql);
  statements.set(sql, made);
  made.catch(() => statements.delete(sql)); // the next one tries again
  return made;
}

/** Sqlite closes no connection that still has statements. */
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

/** As Sequelize gives it: whoever logs or answers it knows it by that name. */
const faultOf = (error: Error) => new DatabaseError(Object.assign(error, { sql: '' }));
