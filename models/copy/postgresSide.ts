import pg from 'pg';
import {
  type ColumnKind,
  type CopyColumn,
  type CopyTable,
  fromClauseOf,
  places,
  quotedNames,
  type Side,
  type SqlValue,
} from './side.ts';

/** Tables that belong to one database alone, or whose rows expire by themselves. */
const LEFT_OUT = ['migrations', 'rate_limits', 'desk_copy'];

/** The kept counts (decision 0009): individual rows on PostgreSQL, sums on sqlite. */
const COUNTS: CopyTable = {
  name: 'request_counts',
  columns: [
    { name: 'organisation_id', kind: 'number' },
    { name: 'name', kind: 'text' },
    { name: 'hour', kind: 'number' },
    { name: 'n', kind: 'number' },
  ],
  key: ['organisation_id', 'name', 'hour'],
  kept: `SELECT organisation_id, name, hour, SUM(n) AS n FROM request_counts
         GROUP BY organisation_id, name, hour HAVING SUM(n) <> 0`,
};

const KINDS: Record<string, ColumnKind> = {
  'timestamp with time zone': 'moment',
  boolean: 'truth',
  integer: 'number',
  bigint: 'number',
  bytea: 'bytes',
};
const CASTS: Record<ColumnKind, string> = {
  moment: '::timestamptz',
  truth: '::int::boolean',
  number: '::bigint',
  bytes: '::bytea',
  text: '::text',
};

export async function postgresSide(url: string): Promise<Side & { tables(): Promise<CopyTable[]> }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const ask = async <Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> =>
    (await client.query<Row>(sql, values)).rows;
  return {
    tables: () => tablesOf(ask),
    hold: async (tables) => {
      await ask('BEGIN ISOLATION LEVEL REPEATABLE READ');
      await ask(`LOCK TABLE ${quotedNames(tables.map(({ name }) => name))} IN SHARE MODE`);
    },
    rows: async (table, after, most) => {
      const { columns, key } = table;
      const from = after
        ? `WHERE (${orderOf(key, columns)}) > (${key.map((_, nth) => `$${nth + 1}${castOf(columns, key[nth])}`).join(', ')})`
        : '';
      const { rows } = await client.query<SqlValue[]>({
        text: `SELECT ${columns.map((column, nth) => `${said(column)} AS cell${nth}`).join(', ')} FROM ${fromClauseOf(table)} ${from} ORDER BY ${orderOf(key, columns)} LIMIT ${most}`,
        values: after ?? [],
        rowMode: 'array',
      });
      return rows.map((row) =>
        row.map((cell, nth) => (columns[nth]?.kind === 'number' && cell !== null ? Number(cell) : cell)),
      );
    },
    write: async ({ name, columns }, rows) => {
      const text = places(rows.length, columns, (nth, { kind }) => `$${nth}${CASTS[kind]}`);
      await ask(
        `INSERT INTO "${name}" (${quotedNames(columns.map((one) => one.name))}) VALUES ${text}`,
        rows.flat(),
      );
    },
    count: async (table) =>
      Number((await ask<{ n: string }>(`SELECT COUNT(*) AS n FROM ${fromClauseOf(table)}`))[0]?.n),
    lastKey: async ({ name, columns, key }) => {
      const [last] = (
        await client.query<SqlValue[]>({
          text: `SELECT ${quotedNames(key)} FROM "${name}" ORDER BY ${orderOf(key, columns, ' DESC')} LIMIT 1`,
          rowMode: 'array',
        })
      ).rows;
      return last;
    },
    numberOn: async ({ name, key }) => {
      if (key.join() !== 'id') return;
      await ask(
        `SELECT setval(s, GREATEST((SELECT COALESCE(MAX(id), 0) FROM "${name}"), 1), (SELECT COUNT(*) > 0 FROM "${name}"))
         FROM pg_get_serial_sequence('"${name}"', 'id') s WHERE s IS NOT NULL`,
      );
    },
    close: () => client.end(),
  };
}

const castOf = (columns: CopyColumn[], name = ''): string =>
  CASTS[columns.find((column) => column.name === name)?.kind ?? 'text'];

/** Orders text by its bytes, as sqlite does. */
const orderOf = (key: string[], columns: CopyColumn[], end = ''): string =>
  key
    .map((name) => {
      const isText = columns.find((column) => column.name === name)?.kind === 'text';
      return `"${name}"${isText ? ' COLLATE "C"' : ''}${end}`;
    })
    .join(', ');

function said({ name, kind }: CopyColumn): string {
  if (kind === 'moment')
    return `to_char("${name}" AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS') || ' +00:00'`;
  if (kind === 'truth') return `"${name}"::int`;
  return kind === 'number' ? `"${name}"::text` : `"${name}"`;
}

type Ask = <Row extends object>(sql: string, values?: unknown[]) => Promise<Row[]>;

/** The desk's tables, each after those that it refers to. */
async function tablesOf(ask: Ask): Promise<CopyTable[]> {
  const columns = await ask<{ of: string; name: string; type: string }>(
    `SELECT table_name AS of, column_name AS name, data_type AS type FROM information_schema.columns
     WHERE table_schema = 'public' AND is_generated = 'NEVER' ORDER BY table_name, ordinal_position`,
  );
  const keys = await ask<{ of: string; name: string }>(
    `SELECT c.relname AS of, a.attname AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
       JOIN LATERAL unnest(i.indkey) WITH ORDINALITY k(attnum, nth) ON true
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
     WHERE i.indisprimary AND c.relnamespace = 'public'::regnamespace ORDER BY c.relname, k.nth`,
  );
  const refers = await ask<{ of: string; to: string }>(
    `SELECT DISTINCT conrelid::regclass::text AS of, confrelid::regclass::text AS to FROM pg_constraint
     WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conrelid <> confrelid`,
  );
  const names = [...new Set(columns.map(({ of }) => of))].filter((name) => !LEFT_OUT.includes(name));
  const ordered: string[] = [];
  const put = (name: string) => {
    if (ordered.includes(name)) return;
    for (const { to } of refers.filter(({ of }) => of === name)) put(to);
    ordered.push(name);
  };
  names.forEach(put);
  return ordered.map((name) => {
    if (name === COUNTS.name) return COUNTS;
    const own = columns.filter(({ of }) => of === name);
    const key = keys.filter(({ of }) => of === name).map((one) => one.name);
    return {
      name,
      columns: own.map((one) => ({ name: one.name, kind: KINDS[one.type] ?? 'text' })),
      key: key.length > 0 ? key : own.map((one) => one.name),
    };
  });
}
