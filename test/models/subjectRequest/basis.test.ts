import assert from 'node:assert/strict';
import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import type { By } from '../../../models/desk.ts';
import { Event } from '../../../models/event.ts';
import { declareDay, withdrawDay } from '../../../models/organisation/declaredDays.ts';
import {
  applyPresentBasis,
  type EndedPromises,
  outdatedRequests,
  previewDigest,
} from '../../../models/subjectRequest/basis.ts';
import { withdraw } from '../../../models/subjectRequest/withdrawal.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';
import { promiseBy } from '../../support/promises.ts';
import { deadlinesByClock, received, staffMemberOf } from '../../support/requests.ts';

const HOLIDAY = { on: '2026-04-02', name: 'Day of mourning', source: 'Decree 2026-1', working: false };

describe('Dates move only when somebody has seen where to', () => {
  let desk: TestDesk;
  let dpo: By;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    dpo = await staffMemberOf(desk, desk.organisation);
  });
  const apply = async (ending?: EndedPromises) =>
    applyPresentBasis(desk, dpo, { seen: previewDigest(await outdatedRequests(desk, dpo)), ending });
  const declare = async (day = HOLIDAY) => {
    await declareDay(desk, dpo, day);
    await desk.organisation.reload();
  };

  it('shows where a declared holiday would move an open request, and moves it when asked to', async () => {
    const request = await received(desk, desk.organisation);
    await declare();
    assert.equal((await deadlinesByClock(request)).reply?.dueOn, '2026-04-02');
    const [outdated] = await outdatedRequests(desk, dpo);
    const reply = outdated?.differences.find(({ is }) => is?.clock === 'reply');
    assert.deepEqual(
      [reply?.effect, reply?.was?.dueOn, reply?.is?.dueOn],
      ['moves', '2026-04-02', '2026-04-03'],
    );
    assert.equal(await apply(), 1);
    assert.equal((await deadlinesByClock(request)).reply?.dueOn, '2026-04-03');
    assert.deepEqual(await outdatedRequests(desk, dpo), []);
  });

  it('keeps every former date in the log, after its cause', async () => {
    const request = await received(desk, desk.organisation);
    await declare();
    await apply();
    const events = await Event.findAll({ where: { requestId: request.id }, order: ['sequence'] });
    const told = events.slice(-4).map(({ kind, data }) => [kind, JSON.parse(data)]);
    assert.equal(told[0]?.[0], 'basis-changed');
    assert.deepEqual(told[1], [
      'deadline-moved',
      {
        clock: 'reply',
        pack: 'gdpr-eu@2018',
        was: '2026-04-02T22:00:00.000Z',
        is: '2026-04-03T22:00:00.000Z',
      },
    ]);
  });

  it('names the declared day among the reasons', async () => {
    await declare();
    const request = await received(desk, desk.organisation);
    assert.match((await deadlinesByClock(request)).reply?.because ?? '', /Day of mourning/);
  });

  it('never moves a closed request, nor one of another organisation', async () => {
    const other = await anotherOrganisation(desk);
    const closed = await received(desk, desk.organisation);
    const theirs = await received(desk, other);
    await withdraw(desk, dpo, closed, { reason: '' });
    await declare();
    assert.equal(await apply(), 0);
    for (const request of [closed, theirs])
      assert.equal((await deadlinesByClock(request)).reply?.dueOn, '2026-04-02');
  });

  it('is back where it was when the declaration is taken back and applied', async () => {
    const request = await received(desk, desk.organisation);
    const before = (await deadlinesByClock(request)).reply?.because;
    await declare();
    await apply();
    await withdrawDay(desk, dpo, HOLIDAY.on);
    await apply();
    assert.equal((await deadlinesByClock(request)).reply?.because, before);
  });

  it('brings an open request under another policy, calendar and zone of its organisation', async () => {
    const request = await received(desk, desk.organisation, { received: { on: calendarDate('2026-03-01') } });
    await promiseBy(desk, 'scalingo-privacy@2015');
    await desk.organisation.update({ calendar: 'IE', zone: 'Europe/Dublin' });
    await apply();
    await request.reload();
    assert.deepEqual(
      [request.policyId, request.calendar, request.zone, request.receivedOn],
      ['scalingo-privacy', 'IE', 'Europe/Dublin', '2026-03-01'],
    );
    const clocks = await deadlinesByClock(request);
    assert.equal(clocks['account-deletion']?.targetAt?.toISOString(), '2026-03-02T00:00:00.000Z');
  });

  it('wants a day, a name and a source', async () => {
    for (const field of ['on', 'name', 'source'] as const) {
      await assert.rejects(declareDay(desk, dpo, { ...HOLIDAY, [field]: '' }), { field });
    }
  });

  it('takes no day of a year that no date of a request can reach: 0001 and 9999 are slips of the pen', async () => {
    for (const on of ['0001-05-04', '2015-12-31', '2037-01-01', '9999-05-04'])
      await assert.rejects(declareDay(desk, dpo, { ...HOLIDAY, on }), {
        code: 'declared-out-of-range',
        data: { first: 2016, last: 2036 },
        field: 'on',
      });
    await declareDay(desk, dpo, { ...HOLIDAY, on: '2036-12-31' });
  });
});
