import { Sequelize } from 'sequelize';

export const isPostgres = (url: string): boolean => /^postgres(ql)?:/.test(url);

/** The name of the database in an address. */
export const nameIn = (url: string): string => decodeURIComponent(new URL(url).pathname.slice(1));

const named = (url: string, name: string): string => {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
};

/** The address of our own database of that size, on the same server. */
export const urlBeside = (url: string, rows: number): string => {
  const own = `_bench_${rows}`;
  return nameIn(url).endsWith(own) ? url : named(url, nameIn(url) + own);
};

export async function ensureDatabase(url: string): Promise<void> {
  await onServer(url, 'postgres', async (ask) => {
    const [found] = await ask(`SELECT 1 FROM pg_database WHERE datname = '${nameIn(url)}'`);
    if (found.length === 0) await ask(`CREATE DATABASE "${nameIn(url)}"`);
  });
}

/** Whether a desk was begun there. */
export const holdsDesk = (url: string): Promise<boolean> =>
  findsIn(url, `SELECT 1 FROM pg_tables WHERE schemaname = 'public' AND tablename = 'organisations'`);

/** Whether nobody has made a table there, a view or a sequence; what an extension brought does not count. */
export const isEmptyDatabase = async (url: string): Promise<boolean> =>
  !(await findsIn(
    url,
    `SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace AND NOT EXISTS
       (SELECT 1 FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e')`,
  ));

const findsIn = (url: string, sql: string): Promise<boolean> =>
  onServer(url, nameIn(url), async (ask) => (await ask(sql))[0].length > 0);

/** Empties a database that is ours by its name. */
export async function freshDatabase(url: string): Promise<void> {
  await onServer(url, 'postgres', async (ask) => {
    await ask(`DROP DATABASE "${nameIn(url)}"`);
    await ask(`CREATE DATABASE "${nameIn(url)}"`);
  });
}

/** The server's version, such as 15.20. */
export const versionOf = (url: string): Promise<string> =>
  onServer(url, 'postgres', async (ask) => {
    const [[row]] = await ask(`SELECT current_setting('server_version') AS version`);
    return String(row?.version).split(' ')[0] ?? '';
  });

type Ask = (sql: string) => Promise<[Record<string, unknown>[], unknown]>;

async function onServer<T>(url: string, name: string, work: (ask: Ask) => Promise<T>): Promise<T> {
  const database = new Sequelize(named(url, name), { logging: false });
  try {
    return await work((sql) => database.query(sql) as ReturnType<Ask>);
  } finally {
    await database.close();
  }
}
