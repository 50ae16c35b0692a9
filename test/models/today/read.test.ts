import assert from 'node:assert/strict';
import { QueryTypes } from 'sequelize';
import { randomFrom } from '../../../demo/random.ts';
import { holidayCalendar } from '../../../domain/calendar/holidays.ts';
import { EXTENSION_STATES } from '../../../domain/lifecycle/record.ts';
import { STATUSES } from '../../../domain/lifecycle/status.ts';
import { UNDELIVERED } from '../../../domain/lifecycle/undelivered.ts';
import { GROUPS, groupOf, orderIn, type TodayGroup } from '../../../domain/today/groups.ts';
import { momentsOf } from '../../../domain/today/moments.ts';
import { inTransaction } from '../../../models/database/transaction.ts';
import type { By } from '../../../models/desk.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { readToday } from '../../../models/today/read.ts';
import { fill } from '../../bench/fill.ts';
import { plansFor } from '../../bench/plan.ts';
import { closeTestDatabase } from '../../support/database.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { promiseBy } from '../../support/promises.ts';
import { staffMemberOf } from '../../support/requests.ts';

const ZONE = 'Europe/Paris';
const ALL = Object.fromEntries(GROUPS.map((group) => [group, 5000])) as Record<TodayGroup, number>;

describe('The page of today, read by SQL', function () {
  this.timeout(60_000);
  let desk: TestDesk;
  let dpo: By & { userId: number };

  beforeEach(async () => {
    desk = await deskForTests();
    await promiseBy(desk, 'scalingo-privacy@2015');
    dpo = await staffMemberOf(desk, desk.organisation);
    const { userId } = await staffMemberOf(desk, desk.organisation, 'handler');
    const setting = {
      desk,
      organisation: desk.organisation,
      staff: [dpo.userId, userId] as [number, number],
    };
    await fill(setting, plansFor(600, desk.clock()));
  });
  after(closeTestDatabase);

  const momentsNow = () => ({ ...momentsOf(desk.clock(), ZONE, holidayCalendar('FR')), zone: ZONE });

  it('groups and orders every request as the rule does, each once', async () => {
    await inTransaction(desk.database, () => shuffled(desk));
    const at = momentsNow();
    const { requests, sizes } = await readToday(desk, dpo, at, { ofAll: true, groups: ALL });
    const every = await SubjectRequest.findAll();
    for (const group of GROUPS) {
      const expected = every
        .filter((one) => groupOf(one, at) === group)
        .sort((a, b) => Number(orderIn(group, a)) - Number(orderIn(group, b)) || a.id - b.id)
        .map(({ id }) => id);
      const found = requests.filter((one) => one.group === group).map(({ id }) => id);
      assert.ok(expected.length > 0, `no request is in ${group}`);
      assert.deepEqual(
        found.sort((a, b) => expected.indexOf(a) - expected.indexOf(b)),
        expected,
        group,
      );
      assert.equal(sizes[group], expected.length, group);
    }
  });

  it('gives the first of a group, its size, and the next ones after those', async () => {
    const at = momentsNow();
    const first = await readToday(desk, dpo, at, { ofAll: true, groups: { late: 5 } });
    const second = await readToday(desk, dpo, at, { ofAll: true, groups: { late: 5 }, after: 5 });
    const lateness = [...first.requests, ...second.requests].map(({ nextLateAt }) => Number(nextLateAt));
    assert.equal(lateness.length, 10);
    assert.deepEqual(
      lateness,
      [...lateness].sort((a, b) => a - b),
    );
    assert.equal(first.sizes.late, second.sizes.late);
    assert.ok(first.sizes.late > 10, `${first.sizes.late}`);
  });

  it('is of the reader: what is assigned to them, for a DPO also what is assigned to nobody who works here', async () => {
    const at = momentsNow();
    const wish = { ofAll: false, groups: ALL };
    const late = await SubjectRequest.findAll({
      where: { status: 'open' },
      order: ['nextLateAt', 'id'],
      limit: 3,
    });
    const handler = await staffMemberOf(desk, desk.organisation, 'handler');
    await SubjectRequest.update({ assigneeId: dpo.userId }, { where: {} });
    for (const [nth, assigneeId] of [handler.userId, null, 99_999].entries())
      await desk.database.query(`UPDATE subject_requests SET assignee_id = :assigneeId WHERE id = :id`, {
        replacements: {
          assigneeId: assigneeId === 99_999 ? (await former(desk)).userId : assigneeId,
          id: late[nth]?.id,
        },
        type: QueryTypes.UPDATE,
      });
    const seen = async (by: By) => (await readToday(desk, by, at, wish)).requests.map(({ id }) => id);
    const ids = late.map(({ id }) => id);
    assert.deepEqual((await seen(handler)).sort(), [ids[0]]);
    const mine = await seen(dpo);
    assert.deepEqual(
      ids.map((id) => mine.includes(id)),
      [false, true, true],
    );
  });

  it('says how many fall due on each day of the five weeks ahead', async () => {
    const at = momentsNow();
    const { days } = await readToday(desk, dpo, at, { ofAll: true, groups: { late: 1 } });
    const rows = await SubjectRequest.findAll();
    const open = rows.filter(
      ({ status, nextLateAt }) =>
        status !== 'closed' &&
        status !== 'unverified' &&
        nextLateAt &&
        nextLateAt > at.now &&
        nextLateAt <= at.horizon,
    );
    assert.equal(
      days.reduce((sum, { count }) => sum + count, 0),
      open.length,
    );
    for (const { on, count } of days)
      assert.equal(open.filter((one) => dueDayOf(one) === on).length, count, on);
  });
});

/** Where hours count, the day of the moment in Paris. */
const dueDayOf = ({ nextDueOn, nextLateAt }: SubjectRequest): string =>
  nextDueOn ?? (nextLateAt as Date).toLocaleDateString('sv-SE', { timeZone: ZONE });

const former = async (desk: TestDesk) => {
  const member = await staffMemberOf(desk, desk.organisation, 'handler');
  await desk.database.query('UPDATE users SET disabled_at = created_at WHERE id = :id', {
    replacements: { id: member.userId },
  });
  return member;
};

/** Puts the columns that the groups look at into all combinations, by the same dice each time. */
async function shuffled(desk: TestDesk): Promise<void> {
  const random = randomFrom('today');
  const now = desk.clock().getTime();
  const moment = () => new Date(now + Math.round(random.between(-20, 60) * 24) * 3_600_000);
  for (const row of await SubjectRequest.findAll({ where: {} })) {
    const status = random.pick([...STATUSES]);
    await row.update({
      status,
      nextLateAt: status === 'closed' || random.chance(0.2) ? null : moment(),
      unreadSince: random.chance(0.1) ? moment() : null,
      undelivered: random.chance(0.1) ? random.pick([...UNDELIVERED]) : null,
      extension: random.chance(0.3) ? random.pick([...EXTENSION_STATES]) : null,
      waitingSince: random.chance(0.3) ? moment() : null,
      receivedAt: moment(),
    });
  }
}
