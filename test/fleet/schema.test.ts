import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { type QueryInterface, QueryTypes, type Sequelize } from 'sequelize';
import { openDatabase } from '../../models/database/connect.ts';
import { inTransaction } from '../../models/database/transaction.ts';
import { countRequests } from '../../models/subjectRequest/counts.ts';
import { listRequests } from '../../models/subjectRequest/listing.ts';
import { newPostgresDatabase } from '../support/database.ts';
import { deskForTests } from '../support/desk.ts';
import { temporaryFolder } from '../support/process.ts';
import { received, staffMemberOf } from '../support/requests.ts';

type Column = { type: string; allowNull: boolean; defaultValue: unknown };
type Shape = Record<string, { columns: Record<string, Column>; unique: string[] }>;
type Migration = { up(schema: QueryInterface): Promise<void> };

/** What was there when the release before was made: moved on with each release. */
const LAST_OF_THE_RELEASE_BEFORE = '008-clock-overrides';

const folder = join(import.meta.dirname, '../../models/migrations');
const names = globSync('[0-9]*.ts', { cwd: folder }).sort();

/** The release before runs on the schema of this one while processes are replaced: what it knew is as it was. */
describe('Every migration', function () {
  this.timeout(60_000);
  let database: Sequelize;
  let drop: () => unknown;
  const shapes: Shape[] = [];
  before(async () => {
    const server = process.env.TEST_DATABASE_URL;
    if (server) {
      const made = await newPostgresDatabase(server);
      [database, drop] = [openDatabase(made.url), made.drop];
    } else {
      const place = temporaryFolder();
      [database, drop] = [openDatabase(join(place.folder, 'schema.sqlite')), place.remove];
    }
    const schema = database.getQueryInterface();
    shapes.push(await shapeOf(schema));
    for (const name of names) {
      const { up } = (await import(join(folder, name))) as Migration;
      await inTransaction(database, () => up(schema));
      shapes.push(await shapeOf(schema));
    }
  });
  after(async () => {
    await database.close();
    await drop();
  });

  for (const [number, name] of names.entries()) {
    it(`only adds and loosens, and nothing that an older release would have to fill in: ${name}`, () => {
      const [before, after] = [shapes[number] as Shape, shapes[number + 1] as Shape];
      for (const [table, was] of Object.entries(before)) {
        const is = after[table];
        assert.ok(is, `${table} is gone`);
        for (const [column, shape] of Object.entries(was.columns))
          assert.deepEqual(is.columns[column], shape, `${table}.${column}`);
        for (const [column, { allowNull, defaultValue }] of Object.entries(is.columns))
          assert.ok(
            was.columns[column] || allowNull || defaultValue !== null,
            `${table}.${column} must be filled in`,
          );
        for (const key of is.unique.filter((key) => !was.unique.includes(key)))
          assert.ok(
            was.unique.some((former) => isLooser(key, former)) || mayStayEmpty(key, was, is),
            `${table} is unique by ${key}, of which an older release knows nothing`,
          );
      }
    });
  }

  it('leaves room for what the release before writes: its rows are taken, changed, listed and counted', async () => {
    const known =
      shapes[names.indexOf(`${LAST_OF_THE_RELEASE_BEFORE}.ts`) + 1]?.subject_requests?.columns ?? {};
    const desk = await deskForTests();
    const dpo = await staffMemberOf(desk, desk.organisation);
    const { reference } = await received(desk, desk.organisation);
    const columns = Object.keys(known)
      .filter((name) => name !== 'id')
      .map((name) => `"${name}"`);
    const values = columns.map((name) => (name === '"reference"' ? "'R-0LD0-0LD0'" : name));
    const write = (sql: string) => inTransaction(desk.database, () => desk.database.query(sql));
    await write(`INSERT INTO subject_requests (${columns}) SELECT ${values} FROM subject_requests`);
    const filter = { view: 'all', sort: 'newest' } as const;
    const listed = await listRequests(desk, dpo, filter);
    assert.deepEqual(listed.rows.map((row) => row.reference).sort(), ['R-0LD0-0LD0', reference].sort());
    await write(
      "UPDATE subject_requests SET status = 'closed', closed_at = created_at WHERE reference LIKE '%0LD0'",
    );
    const now = desk.clock();
    const { views } = await countRequests(desk, dpo, { tomorrow: now, weekEnd: now });
    const { all, open, closed } = views;
    assert.deepEqual({ all, open, closed }, { all: 2, open: 1, closed: 1 });
  });
});

/** Whether a key has a column that an older release does not know and leaves empty: what is empty is like nothing else. */
const mayStayEmpty = (key: string, was: Shape[string], is: Shape[string]): boolean =>
  key.split(',').some((column) => !was.columns[column] && is.columns[column]?.allowNull);

/** Whether a key lets in all that a former one did: it has its columns and more. */
const isLooser = (key: string, former: string): boolean =>
  former.split(',').every((column) => key.split(',').includes(column));

async function shapeOf(schema: QueryInterface): Promise<Shape> {
  const shape: Shape = {};
  for (const table of await schema.showAllTables()) {
    const described = await columnsOf(schema, table);
    const columns = Object.entries(described).map(([name, { type, allowNull, defaultValue }]) => [
      name,
      { type, allowNull, defaultValue: defaultValue ?? null },
    ]);
    const indexes = (await schema.showIndex(table)) as { unique: boolean; fields: { attribute: string }[] }[];
    const unique = indexes
      .filter((index) => index.unique)
      .map(({ fields }) => fields.map(({ attribute }) => attribute).join());
    shape[table] = { columns: Object.fromEntries(columns), unique: unique.sort() };
  }
  return shape;
}

/** Sequelize cannot describe an sqlite table that has an index of an expression: its columns are read without its indexes. */
const columnsOf = async (schema: QueryInterface, table: string): Promise<Record<string, Column>> =>
  (schema.sequelize.getDialect() === 'sqlite'
    ? await schema.sequelize.query(`PRAGMA TABLE_INFO(${table})`, { type: QueryTypes.DESCRIBE })
    : await schema.describeTable(table)) as Record<string, Column>;
