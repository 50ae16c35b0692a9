import sqlite from 'sqlite3';

/** Opens an sqlite file over a connection of its own, beside Sequelize's; by default to read and write, and made if missing. */
export const openFile = (
  path: string,
  mode = sqlite.OPEN_READWRITE | sqlite.OPEN_CREATE | sqlite.OPEN_FULLMUTEX,
) =>
  new Promise<sqlite.Database>((resolve, reject) => {
    const file = new sqlite.Database(path, mode, (error) => (error ? reject(error) : resolve(file)));
  });

type Closable = { close(done: (error: Error | null) => void): void };

const closing = new WeakMap<Closable, Promise<void>>();

/**
 * Closes a connection and waits until it is closed. Once: a transaction may end, and give its connection back, while the database closes
 * all of them, and sqlite ends the process where one is closed twice.
 */
export function closeFile(file: Closable): Promise<void> {
  const begun =
    closing.get(file) ??
    new Promise<void>((resolve, reject) => {
      file.close((error) => (error ? reject(error) : resolve()));
    });
  closing.set(file, begun);
  return begun;
}
