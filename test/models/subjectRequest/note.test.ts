import assert from 'node:assert/strict';
import { Event } from '../../../models/event.ts';
import { assign } from '../../../models/subjectRequest/assignment.ts';
import { leaveNote } from '../../../models/subjectRequest/note.ts';
import { deskForTests } from '../../support/desk.ts';
import { received, staffMemberOf } from '../../support/requests.ts';

describe('A note of a colleague', () => {
  it('is one note when it is sent twice at once, two when it is left again after a quarter of an hour, or by another', async () => {
    const desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    const dpo = await staffMemberOf(desk, desk.organisation);
    const handler = await staffMemberOf(desk, desk.organisation, 'handler');
    const { id, reference } = await received(desk, desk.organisation);
    const noted = () => Event.count({ where: { requestId: id, kind: 'noted' } });
    const text = 'She called: she means the shop account.';
    await leaveNote(desk, dpo, { reference }, { text });
    await leaveNote(desk, dpo, { reference }, { text });
    assert.equal(await noted(), 1);
    await leaveNote(desk, handler, { reference }, { text });
    assert.equal(await noted(), 2);
    desk.clock.advance({ minutes: 15 });
    await leaveNote(desk, dpo, { reference }, { text });
    assert.equal(await noted(), 3);
  });

  it('is taken whatever others did meanwhile, and makes nobody’s page out of date', async () => {
    const desk = await deskForTests();
    const dpo = await staffMemberOf(desk, desk.organisation);
    const request = await received(desk, desk.organisation);
    const { reference, version } = request;
    await assign(desk, dpo, { reference, version }, dpo.userId);
    await leaveNote(desk, dpo, { reference, version }, { text: 'Seen' });
    assert.equal((await request.reload()).version, version + 1);
  });
});
