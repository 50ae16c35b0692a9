import assert from 'node:assert/strict';
import { deliverLetters } from '../../jobs/deliverLetters.ts';
import { Letter } from '../../models/letter.ts';
import { recordReturn } from '../../models/subjectRequest/letterReturn.ts';
import { confirmMailbox } from '../../models/subjectRequest/mailbox.ts';
import { readRequest } from '../../models/subjectRequest/page.ts';
import { resend } from '../../models/subjectRequest/resend.ts';
import type { SubjectRequest } from '../../models/subjectRequest.ts';
import { submissionByStatusToken } from '../../models/submission/find.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { mailerTo, type Peer, smtpPeer } from '../support/mail.ts';
import { receive, staffMemberOf } from '../support/requests.ts';

/** The secret of a link of a kind in a letter. */
const opened = (text: string, kind: string) => new RegExp(`/${kind}/([\\w-]+)`).exec(text)?.[1] ?? '';

describe('An address that is corrected after a letter came back', () => {
  let desk: TestDesk;
  let dpo: Awaited<ReturnType<typeof staffMemberOf>>;
  let peer: Peer;
  let request: SubjectRequest;
  const target = () => ({ reference: request.reference });
  const correct = (known: string) => resend(desk, dpo, target(), { email: 'ada.example@example.org', known });
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    dpo = await staffMemberOf(desk, desk.organisation);
    peer = await smtpPeer();
    const { requests } = await receive(desk, desk.organisation);
    request = requests[0] as SubjectRequest;
    await deliverLetters(desk, mailerTo(peer.url));
    const receipt = await Letter.findOne({ where: { kind: 'receipt' }, rejectOnEmpty: true });
    const returned = { letterId: receipt.id, at: desk.clock(), known: 'A stranger wrote back' };
    await recordReturn(desk, dpo, target(), returned);
  });
  afterEach(() => peer.close());

  it('leaves the links of the former mailbox to open nothing, and gets new ones', async () => {
    const sent = peer.inbox.find(({ text }) => text.includes('/confirm/'))?.text ?? '';
    assert.ok(await submissionByStatusToken(dpo, opened(sent, 'status')));
    await correct('They rang, and we called back');
    await deliverLetters(desk, mailerTo(peer.url));
    assert.equal(await submissionByStatusToken(dpo, opened(sent, 'status')), undefined);
    await assert.rejects(confirmMailbox(desk, opened(sent, 'confirm')), { code: 'not-found' });
    const again = peer.inbox.findLast(({ text }) => text.includes('/confirm/'));
    assert.deepEqual(again?.to, ['ada.example@example.org']);
    assert.ok(await submissionByStatusToken(dpo, opened(again?.text ?? '', 'status')));
    assert.ok(await confirmMailbox(desk, opened(again?.text ?? '', 'confirm')));
  });

  it('wants to know how it is known to be the person’s, and keeps that on the page', async () => {
    await assert.rejects(correct('  '), { code: 'address-unknown', field: 'known' });
    assert.equal((await request.reload()).personEmail, 'ada@example.org');
    await correct('They rang, and we called back');
    const { facts } = await readRequest(desk, dpo, request.reference, 'dpo');
    const corrected = facts.find(({ name }) => name === 'address-corrected');
    assert.equal(corrected?.detail.known, 'They rang, and we called back');
  });
});
