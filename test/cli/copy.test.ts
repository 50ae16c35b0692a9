import assert from 'node:assert/strict';
import { join } from 'node:path';
import pg from 'pg';
import { inTransaction } from '../../models/database/transaction.ts';
import { appendEvents } from '../../models/event/append.ts';
import { emptyDatabase, letGo, newPostgresDatabase, testDatabaseUrl } from '../support/database.ts';
import { deskForTests, TEST_SECRET, type TestDesk } from '../support/desk.ts';
import { breachLike } from '../support/otherKind.ts';
import { run, temporaryFolder } from '../support/process.ts';
import { receive, received, staffMemberOf } from '../support/requests.ts';

describe('The command `copy`', function () {
  this.timeout(120_000);
  const { folder, remove } = temporaryFolder();
  const drops: (() => Promise<void>)[] = [];
  const server = process.env.TEST_DATABASE_URL ?? '';
  let desk: TestDesk;
  let from: string;
  before(async function () {
    if (!server) this.skip();
    from = await testDatabaseUrl(); // which empties it
    desk = await deskForTests();
    await staffMemberOf(desk, desk.organisation);
    for (let nth = 0; nth < 5; nth += 1) await receive(desk, desk.organisation);
    const request = await received(desk, desk.organisation, { rights: ['access'] });
    const matter = await breachLike(desk, request);
    const by = { organisationId: desk.organisation.id, actor: 'system' as const, role: 'system' as const };
    const told = [{ kind: 'noted' as const, data: {} }];
    await inTransaction(desk.database, () => appendEvents(matter, by, desk.clock(), told));
    await letGo(desk.database);
  });
  after(async () => {
    for (const drop of drops) await drop();
    remove();
  });
  const newPostgres = async () => {
    const { url, drop } = await newPostgresDatabase(server);
    drops.push(drop);
    return url;
  };
  const command = (args: string[], DATABASE_URL: string) =>
    run('cli.ts', args, { DATA_DIR: join(folder, 'data'), SECRET_KEY: TEST_SECRET, DATABASE_URL });
  const copied = async (source: string, to: string) => {
    const { code, stdout, stderr } = await command(['copy', '--to', to, '--json'], source);
    assert.deepEqual([code, stderr], [0, '']);
    return JSON.parse(stdout) as {
      requests: number;
      events: number;
      firstBroken: null;
      tables: { table: string; rows: number; written: number; same: boolean }[];
    };
  };
  const on = async (url: string, sql: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return client.query(sql).finally(() => client.end());
  };

  it('moves a desk to the other database and back, the same to the last cell, where it goes on', async () => {
    const file = join(folder, 'there.sqlite');
    const back = await newPostgres();
    const there = await copied(from, file);
    assert.deepEqual([there.requests, there.firstBroken], [6, null]);
    assert.ok(there.tables.every(({ same }) => same));
    const rows = (name: string) => there.tables.find(({ table }) => table === name)?.rows;
    const roots = rows('subject_requests'); // the matter of another kind is one, and not counted among the requests
    assert.deepEqual([roots, rows('users'), rows('organisations')], [7, 1, 1]);
    assert.equal(rows('events'), there.events);
    const again = await copied(file, back);
    assert.deepEqual(
      again.tables.map(({ table, rows: count }) => [table, count]),
      there.tables.map(({ table, rows: count }) => [table, count]),
    );
    const kinds = await on(
      back,
      'SELECT kind, COUNT(*)::int AS n FROM subject_requests GROUP BY kind ORDER BY kind',
    );
    assert.deepEqual(kinds.rows, [
      { kind: 'breach', n: 1 },
      { kind: 'request', n: 6 },
    ]);
    for (const url of [file, back]) {
      const { code, stdout } = await command(['audit', 'verify', '--json'], url);
      assert.deepEqual([code, JSON.parse(stdout).requests], [0, 6]);
      const made = await command(['user', 'create', '--email', `next@example.org`, '--role', 'reader'], url);
      assert.deepEqual([made.code, made.stderr], [0, ''], 'a new row has a number of its own');
      assert.equal((await command(['doctor'], url)).code, 0);
    }
  });

  it('goes on where one was ended on its way, and copies no row twice', async () => {
    const file = join(folder, 'source.sqlite');
    await copied(from, file);
    const to = await newPostgres();
    await copied(file, to);
    await on(
      to,
      `CREATE TABLE desk_copy (id INTEGER PRIMARY KEY); ALTER TABLE events DISABLE TRIGGER USER;
       DELETE FROM events WHERE id > 3; ALTER TABLE events ENABLE TRIGGER USER; DELETE FROM letters WHERE id > 2`,
    );
    const { tables, events } = await copied(file, to);
    const written = Object.fromEntries(tables.map(({ table, written: count }) => [table, count]));
    assert.deepEqual([written.subject_requests, written.events], [0, events - 3]);
    assert.equal((await command(['copy', '--to', to], file)).code, 1, 'a whole one is a desk');
  });

  it('says what differs where something was changed on the way, and is then no desk yet', async () => {
    const file = join(folder, 'differs.sqlite');
    await copied(from, file);
    const to = await newPostgres();
    await copied(file, to);
    await on(to, "CREATE TABLE desk_copy (id INTEGER PRIMARY KEY); UPDATE users SET name = 'Somebody else'");
    const { code, stdout, stderr } = await command(['copy', '--to', to], file);
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /^The two databases differ in users\. Start again with an empty database\.\n$/);
    const begun = await command(['user', 'create', '--email', 'b@example.org', '--role', 'reader'], to);
    assert.equal(begun.code, 78);
    assert.match(begun.stderr, /^DATABASE_URL: it holds part of a desk: a copy was interrupted/);
    assert.match(
      (await command(['copy', '--to', join(folder, 'x.sqlite')], to)).stderr,
      /^There is no desk here, or a part of one/,
    );
  });

  it('goes into no desk, from none, and to no database of its own kind', async () => {
    const file = join(folder, 'taken.sqlite');
    assert.equal(
      (await command(['user', 'create', '--email', 'a@example.org', '--role', 'dpo'], file)).code,
      0,
    );
    assert.match(
      (await command(['copy', '--to', file], from)).stderr,
      /^There is a desk in that database already/,
    );
    assert.match(
      (await command(['copy', '--to', await newPostgres()], from)).stderr,
      /^Both databases are of the same kind/,
    );
    const none = await command(['copy', '--to', await newPostgres()], join(folder, 'none.sqlite'));
    assert.match(none.stderr, /^There is no desk here/);
    assert.equal((await command(['copy', '--to', 'mysql://x'], from)).code, 2);
    assert.equal((await command(['copy'], from)).code, 2);
    assert.ok(await emptyDatabase());
  });
});
