import assert from 'node:assert/strict';
import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import { Event } from '../../../models/event.ts';
import { correctReceipt } from '../../../models/subjectRequest/correctReceipt.ts';
import { askIdentity } from '../../../models/subjectRequest/identity.ts';
import { withdraw } from '../../../models/subjectRequest/withdrawal.ts';
import { deskForTests } from '../../support/desk.ts';
import { deadlinesByClock, received, staffMemberOf } from '../../support/requests.ts';

describe('Correcting the receipt (Art. 12(3): the month runs from receipt)', () => {
  it('counts every date again from the true moment, and keeps the former', async () => {
    const desk = await deskForTests({ at: '2026-03-10T09:00:00Z' });
    const dpo = await staffMemberOf(desk, desk.organisation);
    const request = await received(desk, desk.organisation, { channel: 'post' });
    const correct = (on: string, reason = 'The postmark') =>
      correctReceipt(
        desk,
        dpo,
        { reference: request.reference },
        { receipt: { on: calendarDate(on) }, reason },
      );
    await assert.rejects(correct('2026-03-11'), { code: 'in-the-future' });
    await assert.rejects(correct('2026-03-02', ''), { code: 'reason-missing' });
    await correct('2026-01-31');
    assert.equal((await deadlinesByClock(request)).reply?.dueOn, '2026-03-02');
    const moved = await Event.findAll({ where: { requestId: request.id, kind: 'deadline-moved' } });
    assert.ok(moved.some(({ data }) => JSON.parse(data).was === '2026-04-10T22:00:00.000Z'));
    await request.reload();
    await withdraw(desk, dpo, request, { reason: '' });
    await assert.rejects(correct('2026-02-01'), { code: 'not-allowed' });
  });

  it('never to after what was done about it: asked by post on 5 March, it was not received on the 6th', async () => {
    const desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    const dpo = await staffMemberOf(desk, desk.organisation);
    const request = await received(desk, desk.organisation, { channel: 'post' });
    const target = { reference: request.reference };
    desk.clock.set('2026-03-10T09:00:00Z');
    const posted = (day: string) =>
      askIdentity(desk, dpo, target, {
        ...{ doubt: 'Two people of that name', needed: 'A date' },
        sending: { by: 'post', postedAt: new Date(`${day}T17:00:00Z`), proof: 'RK 1 FR', seen: 'moves' },
      });
    await assert.rejects(posted('2026-03-01'), { code: 'before-receipt', field: 'postedOn' });
    await posted('2026-03-05');
    const correct = (on: string) =>
      correctReceipt(desk, dpo, target, { receipt: { on: calendarDate(on) }, reason: 'The postmark' });
    await assert.rejects(correct('2026-03-06'), { code: 'receipt-after-facts', field: 'receivedOn' });
    await correct('2026-03-05');
    assert.equal((await deadlinesByClock(request)).reply?.nominalOn, '2026-04-05');
  });
});
