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

/** Closes a connection and waits until it is closed. */
export const closeFile = (file: Closable) =>
  new Promise<void>((resolve, reject) => {
    file.close((error) => (error ? reject(error) : resolve()));
  });
