import assert from 'node:assert/strict';
import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import { URGENCIES, type Urgency, urgencyOf } from '../../../domain/deadlines/urgency.ts';
import { STATUSES, type Status } from '../../../domain/lifecycle/status.ts';
import type { Narrowing } from '../../../domain/queue/narrowing.ts';
import type { By } from '../../../models/desk.ts';
import { byPerson } from '../../../models/desk.ts';
import { extendDeadline } from '../../../models/subjectRequest/extension.ts';
import { listRequests } from '../../../models/subjectRequest/listing.ts';
import { leaveMessage } from '../../../models/subjectRequest/message.ts';
import { pauseClocks } from '../../../models/subjectRequest/pause.ts';
import { withdraw } from '../../../models/subjectRequest/withdrawal.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { tagRequest } from '../../../models/tag/tagging.ts';
import { TagRow } from '../../../models/tag.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { promiseBy } from '../../support/promises.ts';
import { received, staffMemberOf } from '../../support/requests.ts';

const zone = 'Europe/Paris';
const day = calendarDate;

describe('A list of requests', () => {
  let desk: TestDesk;
  let by: By;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    by = await staffMemberOf(desk, desk.organisation);
  });
  const post = (name: string, on: string) =>
    received(desk, desk.organisation, {
      channel: 'post',
      person: { name },
      received: { at: new Date(`${on}T12:00:00Z`) },
    });
  const named = async (narrowing: Narrowing) => {
    const { rows } = await listRequests(desk, by, { view: 'all', sort: 'oldest', zone, ...narrowing });
    return rows.map(({ personName }) => personName).join(' ');
  };

  it('can be narrowed to days of receipt, of the deadline and of the closure, both ends in', async () => {
    await post('One', '2026-02-10');
    const two = await post('Two', '2026-02-11');
    await post('Three', '2026-02-12');
    assert.equal(await named({ receivedFrom: day('2026-02-11') }), 'Two Three');
    assert.equal(await named({ receivedFrom: day('2026-02-11'), receivedTo: day('2026-02-11') }), 'Two');
    const due = (await two.reload()).nextDueOn ?? undefined;
    assert.equal(due, '2026-03-11');
    assert.equal(await named({ dueFrom: due, dueTo: due }), 'Two');
    assert.equal(await named({ dueTo: due }), 'One Two');
    desk.clock.set('2026-03-04T22:30:00Z'); // 23:30 in Paris
    await withdraw(desk, by, two, { reason: '' });
    const closed = day('2026-03-04');
    assert.equal(await named({ closedFrom: closed, closedTo: closed }), 'Two');
    assert.equal(await named({ closedFrom: day('2026-03-05') }), '');
    assert.equal(await named({ dueFrom: due, dueTo: due }), 'Two', 'closed, by the day its answer was due');
  });

  it('can be narrowed to what is paused, extended, tagged or has an unread message, and to what is not', async () => {
    await promiseBy(desk, 'scalingo-privacy@2015');
    const [paused, extended, tagged, written] = [
      await post('Paused', '2026-03-01'),
      await post('Extended', '2026-03-01'),
      await post('Tagged', '2026-03-01'),
      await post('Written', '2026-03-01'),
    ];
    const at = new Date('2026-03-02T08:00:00Z');
    await pauseClocks(desk, by, paused, { reason: 'identity', askedAt: at, proof: 'By phone' });
    await extendDeadline(desk, by, extended, { ground: 'number', reason: 'Many', sending: { by: 'paper' } });
    await tagRequest(desk, by, tagged, 'press');
    await leaveMessage(desk, byPerson(desk.organisation.id), written, { text: 'Hello', files: [] });
    assert.equal(await named({ paused: 'yes' }), 'Paused');
    assert.equal(await named({ paused: 'no' }), 'Extended Tagged Written');
    assert.equal(await named({ extended: 'yes' }), 'Extended');
    assert.equal(await named({ tag: (await TagRow.findOne())?.id }), 'Tagged');
    assert.equal(await named({ message: 'yes' }), 'Written');
    assert.equal(await named({ message: 'no', extended: 'no' }), 'Paused Tagged');
    await paused.reload();
    await paused.update({ residence: 'CH' });
    assert.equal(await named({ country: 'CH' }), 'Paused');
    assert.equal(await named({ channel: 'phone' }), '');
  });

  it('has each request under the urgency that its row shows, and under no other', async () => {
    const [row] = [await post('Any', '2026-02-10')].map((one) => one.get({ plain: true }));
    const now = desk.clock();
    const tomorrow = new Date('2026-03-02T23:00:00Z');
    const moments = [null, -1, 0, 1, 13, 14, 15, 100].map((hours) =>
      hours === null ? null : new Date(now.getTime() + hours * 3_600_000),
    );
    const expected: Record<Urgency, string[]> = {
      late: [],
      today: [],
      soon: [],
      inTime: [],
      waiting: [],
      done: [],
    };
    const rows = STATUSES.flatMap((status: Status) =>
      moments.flatMap((nextLateAt) => moments.map((warnAt) => ({ status, nextLateAt, warnAt }))),
    ).map((given, nth) => ({
      ...row,
      ...given,
      id: undefined,
      reference: `R-${nth}`,
      personName: `P${nth}`,
    }));
    for (const { status, nextLateAt, warnAt, personName } of rows) {
      const standing = status === 'closed' || status === 'waiting' ? status : 'open';
      expected[urgencyOf({ nextLateAt, warnAt }, standing, now, tomorrow)].push(personName);
    }
    await SubjectRequest.destroy({ where: {} }).catch(() => undefined);
    await SubjectRequest.bulkCreate(rows as never);
    for (const urgency of URGENCIES) {
      const filter = { view: 'all' as const, sort: 'oldest' as const, zone, urgency };
      const found = (await listRequests(desk, by, filter, 500)).rows.map(({ personName }) => personName);
      assert.deepEqual(found.filter((name) => name !== 'Any').sort(), expected[urgency].sort(), urgency);
    }
  });
});
