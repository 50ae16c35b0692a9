import assert from 'node:assert/strict';
import { deliverLetters } from '../../../jobs/deliverLetters.ts';
import { Letter } from '../../../models/letter.ts';
import {
  recordReturn,
  setReturnAside,
  undoReturn,
  undoSettingAside,
} from '../../../models/subjectRequest/letterReturn.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { answer } from '../../support/answering.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { mailerTo, type Peer, smtpPeer } from '../../support/mail.ts';
import { received, staffMemberOf } from '../../support/requests.ts';

describe('An answer that came back, and of which that was then set aside', () => {
  let desk: TestDesk;
  let dpo: Awaited<ReturnType<typeof staffMemberOf>>;
  let peer: Peer;
  let request: SubjectRequest;
  const target = () => ({ reference: request.reference });
  const letter = () =>
    Letter.findOne({ where: { kind: 'answer', requestId: request.id }, rejectOnEmpty: true });
  const standing = async () => [(await request.reload()).status, (await letter()).state];
  const comesBack = async () => {
    desk.clock.advance({ days: 1 });
    const { id } = await letter();
    await recordReturn(desk, dpo, target(), { letterId: id, at: desk.clock(), known: 'Notice 5.1.1' });
  };
  const setAside = () =>
    setReturnAside(desk, dpo, target(), { reason: 'She thanked us', proof: 'Message 7' });

  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    dpo = await staffMemberOf(desk, desk.organisation);
    peer = await smtpPeer();
    request = await received(desk, desk.organisation);
    const sending = { by: 'mail' as const };
    await answer(desk, dpo, target(), {
      text: 'It is deleted.',
      files: [],
      unconfirmed: 'Known to us',
      nothingHeld: '',
      sending,
    });
    await deliverLetters(desk, mailerTo(peer.url));
    await comesBack();
    await setAside();
    assert.deepEqual(await standing(), ['answered', 'sent']);
  });
  afterEach(() => peer.close());

  it('answers nothing when it comes back once more', async () => {
    await comesBack();
    assert.deepEqual(await standing(), ['open', 'returned']);
    await setAside();
    assert.deepEqual(await standing(), ['answered', 'sent']);
  });

  it('is as sent when the second return was recorded by mistake', async () => {
    await comesBack();
    await undoReturn(desk, dpo, target(), { reason: 'Another letter' });
    assert.deepEqual(await standing(), ['answered', 'sent']);
  });

  it('is as sent when the return itself is taken back, and nothing is left to set aside or to take back', async () => {
    await undoReturn(desk, dpo, target(), { reason: 'Another letter' });
    await assert.rejects(undoSettingAside(desk, dpo, target()), { code: 'nothing-to-undo' });
    assert.deepEqual(await standing(), ['answered', 'sent']);
    await comesBack();
    assert.deepEqual(await standing(), ['open', 'returned']);
  });
});
