import assert from 'node:assert/strict';
import { QueryTypes } from 'sequelize';
import { alter, insert } from '../../../models/database/insert.ts';
import { select } from '../../../models/database/select.ts';
import { withTimeBudget } from '../../../models/database/timeBudget.ts';
import { inTransaction } from '../../../models/database/transaction.ts';
import { isUnavailable } from '../../../models/database/unavailable.ts';
import { Membership } from '../../../models/membership.ts';
import { organisationBySlug } from '../../../models/organisation/find.ts';
import { readSession } from '../../../models/session.ts';
import { countRequests } from '../../../models/subjectRequest/counts.ts';
import type { Filter } from '../../../models/subjectRequest/filter.ts';
import { listRequests } from '../../../models/subjectRequest/listing.ts';
import { membersOf } from '../../../models/user/members.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';

describe('A statement on PostgreSQL', () => {
  let desk: TestDesk;
  let by: Parameters<typeof membersOf>[1];
  beforeEach(async function () {
    desk = await deskForTests();
    if (desk.database.getDialect() !== 'postgres') this.skip(); // sqlite prepares its own (models/database/sqliteStatements.ts)
    by = { organisationId: desk.organisation.id, actor: 'user:1', role: 'dpo' };
    const { pool } = desk.database.connectionManager as unknown as {
      pool: { destroyAllNow(): Promise<void> };
    };
    await pool.destroyAllNow(); // what earlier tests prepared
  });

  const ask = <Row>(sql: string, values = {}) => select<Row>(desk.database, sql, values);
  const pid = async () => (await ask<{ pid: number }>('SELECT pg_backend_pid() AS pid'))[0]?.pid;
  const unavailable = (error: unknown) => isUnavailable(error);

  /** How often the connection at hand ran what it has prepared without planning it anew, by a word of the text. */
  const preparedWith = async (word: string) => {
    const sql = `SELECT generic_plans AS times FROM pg_prepared_statements
      WHERE name LIKE 'statement %' AND strpos(statement, $1) > 0`;
    const found = await desk.database.query<{ times: string }>(sql, {
      bind: [word],
      type: QueryTypes.SELECT,
    });
    return found.map(({ times }) => Number(times));
  };

  const page = async (filter: Partial<Filter> = {}) => {
    const until = { tomorrow: desk.clock(), weekEnd: desk.clock() };
    await readSession(desk, 'a token');
    await listRequests(desk, by, { view: 'open', sort: 'deadline', ...filter });
    await countRequests(desk, by, until);
    await membersOf(desk, by);
  };

  it('of the queue page is planned once for a connection', async () => {
    await inTransaction(desk.database, async () => {
      for (const word of [
        'FROM sessions',
        'FROM subject_requests r',
        'UNION ALL',
        'FROM memberships m JOIN users u',
      ])
        assert.deepEqual(await preparedWith(word), [], word);
      for (let turn = 0; turn < 3; turn += 1) {
        await page();
        desk.clock.advance({ minutes: 5 });
      }
      for (const word of [
        'FROM sessions',
        'FROM subject_requests r',
        'UNION ALL',
        'FROM memberships m JOIN users u',
      ])
        assert.deepEqual(await preparedWith(word), [3], word);
    });
  });

  it('of a list is planned for what narrows it or orders it otherwise', async () => {
    const asked: [Partial<Filter>, string][] = [
      [{ right: 'erasure' }, 'r."right" ='],
      [{ policy: 'one' }, 'r.policy_id ='],
      [{ assignee: 1 }, 'r.assignee_id ='],
      [{ view: 'mine' }, 'r.assignee_id ='],
      [{ sort: 'newest' }, 'ORDER BY r.received_at'],
    ];
    await inTransaction(desk.database, async () => {
      for (const [filter] of asked) await page(filter);
      for (const [, words] of asked) assert.deepEqual(await preparedWith(words), [], words);
    });
  });

  it('fails with the classes of Sequelize', async () => {
    const nobody = [{ userId: 98_765, organisationId: 98_765, role: 'dpo' as const }];
    const again = 'INSERT INTO organisations SELECT * FROM organisations';
    await assert.rejects(insert(Membership, nobody), { name: 'SequelizeForeignKeyConstraintError' });
    await assert.rejects(alter(desk.database, again, []), { name: 'SequelizeUniqueConstraintError' });
    await assert.rejects(ask('SELECT 1 FROM nowhere'), {
      name: 'SequelizeDatabaseError',
      message: /nowhere/,
    });
    await assert.rejects(
      withTimeBudget(50, () => ask('SELECT pg_sleep(2)')),
      unavailable,
    );
  });

  it('that fails leaves its connection to the next one', async () => {
    for (let turn = 0; turn < 12; turn += 1) await assert.rejects(ask('SELECT 1 / :nothing', { nothing: 0 }));
    assert.deepEqual(await ask('SELECT 1 AS one'), [{ one: 1 }]);
  });

  it('that the server ends is not available, and the next one finds another connection', async () => {
    const ended = ask('SELECT pg_terminate_backend(pg_backend_pid()), pg_sleep(1)');
    await assert.rejects(ended, unavailable);
    await page();
    const inside = inTransaction(desk.database, () => ask('SELECT pg_terminate_backend(pg_backend_pid())'));
    await assert.rejects(inside, unavailable);
    await page();
  });

  it('whose server says nothing throws its connection away at once', async () => {
    let silent: number | undefined;
    const begun = performance.now();
    const hang = async () => {
      silent = await pid();
      await ask('SET LOCAL statement_timeout = 0');
      await ask('SELECT pg_sleep(4)');
    };
    await assert.rejects(
      withTimeBudget(200, () => inTransaction(desk.database, hang)),
      unavailable,
    );
    const took = performance.now() - begun;
    assert.ok(took < 2200, `it took ${took} ms`); // a second more than its time-out, and not as long again for a ROLLBACK
    assert.notEqual(await pid(), silent);
  });

  it('finds nothing by a text that PostgreSQL cannot hold', async () => {
    assert.equal(await organisationBySlug('exam\0ple'), null);
  });

  it('gives moments as they were written', async () => {
    const at = desk.clock();
    assert.deepEqual(await ask('SELECT CAST(:at AS timestamptz) AS at', { at }), [{ at }]);
  });
});
