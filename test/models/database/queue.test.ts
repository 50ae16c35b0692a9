import assert from 'node:assert/strict';
import { setTimeout as after } from 'node:timers/promises';
import { QueryTypes } from 'sequelize';
import sqlite from 'sqlite3';
import { insert } from '../../../models/database/insert.ts';
import { withTimeBudget } from '../../../models/database/timeBudget.ts';
import { inTransaction } from '../../../models/database/transaction.ts';
import { isUnavailable } from '../../../models/database/unavailable.ts';
import { Membership } from '../../../models/membership.ts';
import { testDatabaseUrl } from '../../support/database.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';

describe('The queue of writers', () => {
  let url: string;
  let desk: TestDesk;
  beforeEach(async () => {
    url = await testDatabaseUrl(); // which empties it
    desk = await deskForTests();
  });

  const sql = (text: string) => desk.database.query(text);
  const rename = (name: string) =>
    inTransaction(desk.database, () => sql(`UPDATE organisations SET name = '${name}'`));
  const name = async () => {
    const [row] = await desk.database.query<{ name: string }>('SELECT name FROM organisations', {
      type: QueryTypes.SELECT,
    });
    return row?.name;
  };
  const freed = async () => {
    const [row] = await desk.database.query<{ bytes: number }>(
      'SELECT freelist_count * page_size AS bytes FROM pragma_freelist_count, pragma_page_size',
      { type: QueryTypes.SELECT },
    );
    return row?.bytes ?? 0;
  };
  const onlySqlite = (test: Mocha.Context) => {
    if (desk.database.getDialect() !== 'sqlite') test.skip(); // PostgreSQL's writers stand in no line of ours
  };

  /** The schema's own word on a member of nothing comes at the commit alone. */
  const failsToCommit = () =>
    inTransaction(desk.database, async () => {
      await sql("UPDATE organisations SET name = 'half'");
      await sql('PRAGMA defer_foreign_keys=ON');
      await insert(Membership, [{ userId: 98_765, organisationId: 98_765, role: 'dpo' }]);
    });

  it('goes on after a commit that failed, which kept nothing and no lock', async function () {
    onlySqlite(this);
    for (let turn = 0; turn < 3; turn += 1) await assert.rejects(failsToCommit(), /FOREIGN KEY/);
    assert.equal(await name(), 'Example Hosting');
    await rename('after');
    assert.equal(await name(), 'after');
    await withLock(url, async () => undefined);
  });

  it('reports a failed commit only to its caller', async function () {
    onlySqlite(this);
    const { write } = process.stderr;
    let said = '';
    process.stderr.write = ((text: string) => {
      said += text;
      return true;
    }) as typeof write;
    await failsToCommit().catch(() => undefined);
    process.stderr.write = write;
    assert.equal(said, '');
  });

  it('goes on after a transaction that sqlite had ended itself, and whose rolling back failed', async function () {
    onlySqlite(this);
    const ended = inTransaction(desk.database, async () => {
      await sql("UPDATE organisations SET name = 'half'");
      await sql('ROLLBACK');
      throw new Error('what was wrong');
    });
    await assert.rejects(ended, /what was wrong/);
    await rename('after');
    assert.equal(await name(), 'after');
  });

  it('goes on when the database was full, with what there was before', async function () {
    onlySqlite(this);
    const limit = (pages: string) =>
      inTransaction(desk.database, () => sql(`PRAGMA max_page_count=${pages}`));
    await limit('1'); // sqlite takes as many as there are
    const room = await freed(); // by the rows of tests before this one: no page more has to be made for that much
    const fill = inTransaction(desk.database, async () => {
      await sql("UPDATE organisations SET name = 'half'");
      await sql(`INSERT INTO migrations (name) VALUES ('${'x'.repeat(room + 5_000_000)}')`);
    });
    await assert.rejects(fill, (error) => isUnavailable(error));
    assert.equal(await name(), 'Example Hosting');
    await limit('4294967294');
    await rename('after');
    assert.equal(await name(), 'after');
  });

  it('is left by work that waited too long, of which nothing is written', async function () {
    onlySqlite(this);
    const held = Promise.withResolvers<void>();
    const holder = inTransaction(desk.database, () => held.promise);
    let begun = false;
    const waiting = withTimeBudget(100, () =>
      inTransaction(desk.database, async () => {
        begun = true;
      }),
    );
    await assert.rejects(waiting, (error) => isUnavailable(error));
    held.resolve();
    await holder;
    await rename('after');
    await after(10);
    assert.deepEqual([begun, await name()], [false, 'after']);
  });
});

/** Runs `work` while another connection holds the only right to write. */
async function withLock(path: string, work: () => Promise<unknown>): Promise<void> {
  const other = new sqlite.Database(path);
  const run = (sql: string) =>
    new Promise<void>((resolve, reject) => {
      other.run(sql, (error) => (error ? reject(error) : resolve()));
    });
  await run('BEGIN IMMEDIATE');
  await work();
  await run('COMMIT');
  other.close();
}
