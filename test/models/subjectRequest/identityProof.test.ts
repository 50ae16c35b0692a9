import assert from 'node:assert/strict';
import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import { type By, byPerson } from '../../../models/desk.ts';
import { askIdentity, confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import { leaveMessage } from '../../../models/subjectRequest/message.ts';
import { rejectReply } from '../../../models/subjectRequest/replies.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { deadlinesByClock, received, staffMemberOf } from '../../support/requests.ts';

// Received on Monday 2 March 2026 under gdpr-eu in France: without a wait the reply is due on Thursday 2 April 2026.
describe('Proof of identity', () => {
  let desk: TestDesk;
  let dpo: By;
  let request: SubjectRequest;
  const target = () => ({ reference: request.reference });
  const due = async () => (await deadlinesByClock(request)).reply?.dueOn;
  const confirm = (arrivedOn?: string) =>
    confirmIdentity(desk, dpo, target(), {
      method: 'document',
      note: '',
      arrivedOn: arrivedOn === undefined ? undefined : calendarDate(arrivedOn),
    });

  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    dpo = await staffMemberOf(desk, desk.organisation);
    request = await received(desk, desk.organisation, { rights: ['access'] });
    desk.clock.advance({ days: 1 });
    const sending = { by: 'post' as const, postedAt: desk.clock(), proof: 'Registered letter 1' };
    await askIdentity(desk, dpo, target(), { doubt: 'Two accounts', needed: 'The invoice', sending });
  });

  it('ends the wait on the day on which it arrived, ten days before anybody confirms it', async () => {
    desk.clock.set('2026-03-16T09:00:00Z');
    await confirm('2026-03-06');
    assert.equal(await due(), '2026-04-07'); // 2 April and three days are Easter Sunday; the Monday is a holiday
  });

  it('arrived between the asking and today', async () => {
    desk.clock.set('2026-03-16T09:00:00Z');
    for (const [on, code] of [
      ['2026-03-02', 'before-pause'],
      ['2026-03-17', 'in-the-future'],
    ] as const)
      await assert.rejects(confirm(on), { code, field: 'arrivedOn' });
    await confirm('2026-03-16');
    assert.equal(await due(), '2026-04-15'); // asked 3 March, thirteen days
  });

  it('did not arrive later than their message, unless that was not the answer', async () => {
    desk.clock.set('2026-03-05T09:00:00Z');
    await leaveMessage(desk, byPerson(desk.organisation.id), target(), { text: 'Soon', files: [] });
    desk.clock.set('2026-03-16T09:00:00Z');
    await assert.rejects(confirm('2026-03-12'), { code: 'after-reply', field: 'arrivedOn' });
    await rejectReply(desk, dpo, target(), { reason: 'identity', why: 'Only announced' });
    await confirm('2026-03-12');
    assert.equal(await due(), '2026-04-13'); // 2 April and nine days are a Saturday
  });

  it('arrived with their last reply where nothing else is said', async () => {
    desk.clock.set('2026-03-05T09:00:00Z');
    await leaveMessage(desk, byPerson(desk.organisation.id), target(), { text: 'Here', files: [] });
    const then = await due();
    desk.clock.set('2026-03-16T09:00:00Z');
    await confirm();
    assert.equal(await due(), then);
  });
});
