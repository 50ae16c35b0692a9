import assert from 'node:assert/strict';
import { byPerson } from '../../../models/desk.ts';
import { close } from '../../../models/subjectRequest/closure.ts';
import { leaveMessage } from '../../../models/subjectRequest/message.ts';
import { markRead } from '../../../models/subjectRequest/reading.ts';
import { answer } from '../../support/answering.ts';
import { deskForTests } from '../../support/desk.ts';
import { received, staffMemberOf } from '../../support/requests.ts';

describe('A message that nobody has read', () => {
  it('keeps its request from being closed', async () => {
    const desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    const dpo = await staffMemberOf(desk, desk.organisation);
    const request = await received(desk, desk.organisation, { rights: ['objection'] });
    const target = { reference: request.reference };
    const sending = { by: 'post' as const, postedAt: desk.clock(), proof: 'Registered letter 2' };
    await answer(desk, dpo, target, {
      text: 'We stop',
      unconfirmed: 'Known to us',
      nothingHeld: '',
      files: [],
      sending,
    });
    await leaveMessage(desk, byPerson(desk.organisation.id), target, { text: 'And my phone?', files: [] });
    await assert.rejects(close(desk, dpo, target, { reason: '' }), { code: 'message-unread' });
    await markRead(desk, dpo, target);
    await close(desk, dpo, target, { reason: '' });
  });
});
