import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { Sequelize } from 'sequelize';
import { openDatabase } from '../../models/database/connect.ts';
import { newPostgresDatabase } from '../support/database.ts';
import { TEST_SECRET } from '../support/desk.ts';
import { begin, run, temporaryFolder } from '../support/process.ts';
import { deskOfRelease010 } from '../support/storedDesk.ts';

const REFUSED = /^There is a desk in that database already/;
const FOREIGN = 'There are tables of another program in that database: give an empty one.\n';

describe('The command `copy` looks before it writes:', function () {
  this.timeout(120_000);
  const { folder, remove } = temporaryFolder();
  const drops: (() => Promise<void>)[] = [];
  const server = process.env.TEST_DATABASE_URL ?? '';
  const sqliteDesk = join(folder, 'desk.sqlite');
  let postgresDesk: string;
  const newPostgres = async () => {
    const { url, drop } = await newPostgresDatabase(server);
    drops.push(drop);
    return url;
  };
  const command = (args: string[], DATABASE_URL: string) =>
    run('cli.ts', args, { DATA_DIR: join(folder, 'data'), SECRET_KEY: TEST_SECRET, DATABASE_URL });
  const copy = (from: string, to: string) => command(['copy', '--to', to], from);
  before(async function () {
    if (!server) this.skip();
    postgresDesk = await newPostgres();
    for (const url of [sqliteDesk, postgresDesk]) {
      const made = await command(['user', 'create', '--email', 'ada@example.org', '--role', 'dpo'], url);
      assert.equal(made.code, 0, made.stderr);
    }
  });
  after(async () => {
    for (const drop of drops) await drop();
    remove();
  });
  const on = async (url: string, sql: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return client.query(sql).finally(() => client.end());
  };
  const inFile = async (storage: string, sql: string) => {
    const file = new Sequelize({ dialect: 'sqlite', storage, logging: false });
    const [rows] = await file.query(sql);
    await file.close();
    return rows;
  };
  const tablesOn = async (url: string) =>
    (await on(url, "SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('public', 'pgboss')"))
      .rows;

  for (const [kind, of] of [
    ['an sqlite file', ''],
    ['PostgreSQL', undefined],
  ] as const)
    it(`a desk of an earlier release in ${kind} is refused, and is still of that release`, async () => {
      const stored = await deskOfRelease010({ server: of });
      const count = async () => (await stored.database.query('SELECT name FROM migrations'))[0].length;
      const before = await count();
      const { code, stderr } = await copy(of === '' ? postgresDesk : sqliteDesk, stored.url);
      const after = await count();
      await stored.close();
      assert.deepEqual([code, after], [1, before]);
      assert.match(stderr, REFUSED);
    });

  it('the tables of another program are left alone, on either database', async () => {
    const to = await newPostgres();
    await on(to, 'CREATE TABLE invoices (id INTEGER)');
    assert.deepEqual(await copy(sqliteDesk, to), { code: 1, stdout: '', stderr: FOREIGN });
    assert.deepEqual(await tablesOn(to), [{ schemaname: 'public', tablename: 'invoices' }]);
    const file = join(folder, 'invoices.sqlite');
    await inFile(file, 'CREATE TABLE invoices (id INTEGER)');
    const bytes = readFileSync(file);
    assert.deepEqual(await copy(postgresDesk, file), { code: 1, stdout: '', stderr: FOREIGN });
    assert.ok(bytes.equals(readFileSync(file)), 'not a byte of it was changed');
  });

  it('a desk that a process has open is not copied', async () => {
    for (const from of [sqliteDesk, postgresDesk]) {
      const running = openDatabase(from);
      await running.query('SELECT 1');
      const to = from === sqliteDesk ? await newPostgres() : join(folder, 'of-open.sqlite');
      const { code, stderr } = await copy(from, to);
      await running.close();
      assert.deepEqual([code, stderr], [1, 'A process has this desk open: stop it, then copy.\n']);
      assert.equal(
        existsSync(to) || (to !== join(folder, 'of-open.sqlite') && (await tablesOn(to)).length > 0),
        false,
      );
    }
  });

  it('what is wrong with the target is told of --to, not of DATABASE_URL', async () => {
    const garbage = join(folder, 'garbage.sqlite');
    writeFileSync(garbage, 'no database '.repeat(100));
    const wrong = await copy(postgresDesk, garbage);
    assert.deepEqual(
      [wrong.code, wrong.stderr],
      [78, '--to: the file is no sqlite database, or a damaged one. Give another.\n'],
    );
    for (const to of ['postgres://nobody@127.0.0.1:1/none', `${new URL('/no_such_database', server)}`]) {
      const { code, stderr } = await copy(sqliteDesk, to);
      assert.equal(code, 78);
      assert.match(stderr, /^--to: .*(Start it, or correct the address|Correct that, or --to)\.\n$/);
    }
  });

  it('half a desk, of a copy that was killed, is worked on by no command but a copy to its end', async () => {
    const to = join(folder, 'half.sqlite');
    const writer = new pg.Client({ connectionString: postgresDesk });
    await writer.connect();
    await writer.query('BEGIN; LOCK TABLE users IN ROW EXCLUSIVE MODE');
    const copying = begin('cli.ts', ['copy', '--to', to], {
      DATA_DIR: join(folder, 'data'),
      SECRET_KEY: TEST_SECRET,
      DATABASE_URL: postgresDesk,
    });
    const waits = "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'users'::regclass";
    for (const end = Date.now() + 60_000; (await writer.query(waits)).rowCount === 0; await pause(50))
      assert.ok(Date.now() < end, 'it never came as far');
    copying.kill('SIGKILL');
    await once(copying, 'close');
    await writer.end();

    const seen = await command(['doctor'], to);
    assert.equal(seen.code, 1);
    assert.match(
      seen.stdout,
      /^fail +Database +It holds a part of a desk: a copy was interrupted\. Run copy --to/m,
    );
    for (const line of [
      `backup ${join(folder, 'of-half')}`,
      `backup ${join(folder, 'series')} --keep 2`,
      'audit verify',
      'jobs run forgetDrafts',
      'organisation create --name A --slug a',
      'user create --email a@example.org --role dpo',
      'policies sync',
      'migrate',
    ]) {
      const { code, stderr } = await command(line.split(' '), to);
      assert.equal(code, 78, line);
      assert.match(
        stderr,
        /^DATABASE_URL: it holds part of a desk: a copy was interrupted\. Run copy --to again/,
      );
    }
    assert.equal(existsSync(join(folder, 'of-half')), false);
    const whole = await copy(postgresDesk, to);
    assert.deepEqual([whole.code, whole.stderr], [0, '']);
    assert.equal((await command(['audit', 'verify'], to)).code, 0);
  });
});
