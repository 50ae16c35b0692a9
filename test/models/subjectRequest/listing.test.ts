import assert from 'node:assert/strict';
import type { By } from '../../../models/desk.ts';
import { migrate } from '../../../models/migrations/index.ts';
import { assign } from '../../../models/subjectRequest/assignment.ts';
import type { Filter } from '../../../models/subjectRequest/filter.ts';
import { listRequests } from '../../../models/subjectRequest/listing.ts';
import { withdraw } from '../../../models/subjectRequest/withdrawal.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { receive, received, staffMemberOf } from '../../support/requests.ts';

let desk: TestDesk;
let dpo: By & { userId: number };

/** Every reference of a list, read page by page. */
async function paged(filter: Filter, limit: number): Promise<string[]> {
  const seen: string[] = [];
  for (let after: string | undefined; ; ) {
    const { rows, next } = await listRequests(desk, dpo, { ...filter, after }, limit);
    seen.push(...rows.map(({ reference }) => reference));
    if (!next) return seen;
    after = next;
  }
}

describe('The list of requests', () => {
  beforeEach(async () => {
    desk = await deskForTests();
    dpo = await staffMemberOf(desk, desk.organisation);
  });

  it('has what closed last first, and loses none where several closed at one moment', async () => {
    const made: string[] = [];
    for (let n = 0; n < 11; n++) made.push((await received(desk, desk.organisation)).reference);
    const closed: string[] = [];
    for (const [index, reference] of made.toReversed().entries()) {
      if (index % 3 === 0) desk.clock.advance({ hours: 5 });
      await withdraw(desk, dpo, { reference }, { reason: '' });
      closed.push(reference);
    }
    const moments = closed.map((_, index) => Math.floor(index / 3)).toReversed();
    for (const limit of [1, 2, 3, 4, 50]) {
      const seen = await paged({ view: 'closed', sort: 'closed' }, limit);
      assert.deepEqual([...seen].sort(), [...made].sort());
      assert.deepEqual(
        seen.map((reference) => Math.floor(closed.indexOf(reference) / 3)),
        moments,
      );
    }
  });

  it('is asked for what nobody is assigned to', async () => {
    const [taken, free] = [await received(desk, desk.organisation), await received(desk, desk.organisation)];
    await assign(desk, dpo, { reference: taken.reference }, dpo.userId);
    const of = (assignee: Filter['assignee']) => paged({ view: 'open', sort: 'deadline', assignee }, 50);
    assert.deepEqual(await of('nobody'), [free.reference]);
    assert.deepEqual(await of(dpo.userId), [taken.reference]);
  });

  it('is read by receipt along an index, as a whole and by status, and sorts nothing', async function () {
    if (desk.database.getDialect() !== 'sqlite') this.skip(); // there the server chooses by what it counted
    await received(desk, desk.organisation);
    const { options } = desk.database as unknown as { options: { logging: false | ((sql: string) => void) } };
    for (const view of ['all', 'waiting', 'unverified', 'closed'] as const)
      for (const sort of ['newest', 'oldest'] as const) {
        const said: string[] = [];
        options.logging = (sql) => said.push(sql);
        await listRequests(desk, dpo, { view, sort });
        options.logging = false;
        const [sql = ''] = said.filter((one) => one.includes('ORDER BY r.received_at'));
        const [plan] = await desk.database.query(`EXPLAIN QUERY PLAN ${sql.slice(sql.indexOf('SELECT'))}`);
        assert.match(JSON.stringify(plan), /received_at/, `${view}, ${sort}`);
        assert.doesNotMatch(JSON.stringify(plan), /TEMP B-TREE/, `${view}, ${sort}`);
      }
  });

  it('is not misled on an sqlite file whose rows somebody had counted before an index was added', async function () {
    const { database } = desk;
    if (database.getDialect() !== 'sqlite') this.skip();
    await received(desk, desk.organisation);
    const added = await indexesBy('received_at');
    for (const name of added) await database.query(`DROP INDEX ${name}`);
    await database.query("DELETE FROM migrations WHERE name = '012-order-of-receipt'");
    await database.query('ANALYZE');
    try {
      assert.deepEqual(await migrate(database), ['012-order-of-receipt']);
      const [counted] = await database.query("SELECT idx FROM sqlite_stat1 WHERE idx LIKE '%received_at%'");
      assert.deepEqual([added.length, counted.length], [2, 2]);
    } finally {
      await database.query('DROP TABLE sqlite_stat1');
    }
  });
});

async function indexesBy(column: string): Promise<string[]> {
  const [found] = await desk.database.query(
    `SELECT name FROM sqlite_master WHERE type = 'index' AND name LIKE '%${column}%'`,
  );
  return (found as { name: string }[]).map(({ name }) => name);
}

describe('The list of requests, page by page and by a search', () => {
  it('gives each request once, in the order of the next deadline, over any number of pages', async () => {
    const desk = await deskForTests();
    const dpo = await staffMemberOf(desk, desk.organisation);
    for (let n = 0; n < 23; n++) {
      await receive(desk, desk.organisation, {
        person: { name: `Person ${n}` },
        rights: n % 2 ? ['access', 'erasure'] : ['access'],
      });
      if (n % 3 === 0) desk.clock.advance({ hours: 30 });
    }
    for (const sort of ['deadline', 'newest', 'oldest'] as const) {
      const seen: string[] = [];
      for (let after: string | undefined; ; ) {
        const page = await listRequests(desk, dpo, { view: 'all', sort, after }, 5);
        seen.push(...page.rows.map(({ reference }) => reference));
        if (!page.next) break;
        after = page.next;
      }
      assert.equal(seen.length, 34);
      assert.equal(new Set(seen).size, 34);
    }
  });

  it('finds by reference, name without accents and e-mail, and takes % and _ as they are', async () => {
    const desk = await deskForTests();
    const dpo = await staffMemberOf(desk, desk.organisation);
    const { reference } = await received(desk, desk.organisation, {
      person: { name: 'Zoë 100%_Śmith', email: 'zoe@example.org' },
    });
    await received(desk, desk.organisation, { person: { name: 'Bob', email: 'bob@example.org' } });
    const find = async (q: string) =>
      (await listRequests(desk, dpo, { view: 'all', sort: 'deadline', q })).rows.length;
    assert.deepEqual(
      await Promise.all(
        [reference.toLowerCase(), 'zoe smith', 'SMITH', 'zoe@ex', '100%_', '%', '_', "'"].map(find),
      ),
      [1, 0, 1, 1, 1, 1, 1, 0],
    );
  });
});
