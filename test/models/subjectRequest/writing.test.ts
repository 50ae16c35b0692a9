import assert from 'node:assert/strict';
import { deliverLetters } from '../../../jobs/deliverLetters.ts';
import { type By, byPerson } from '../../../models/desk.ts';
import { Letter } from '../../../models/letter.ts';
import { countRequests } from '../../../models/subjectRequest/counts.ts';
import { listRequests } from '../../../models/subjectRequest/listing.ts';
import { leaveMessage } from '../../../models/subjectRequest/message.ts';
import { markRead } from '../../../models/subjectRequest/reading.ts';
import { writeMessage } from '../../../models/subjectRequest/writing.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { mailerTo, type Peer, smtpPeer } from '../../support/mail.ts';
import { deadlinesByClock, received, staffMemberOf } from '../../support/requests.ts';

let desk: TestDesk;
let dpo: By & { userId: number };
let request: SubjectRequest;
let peer: Peer | undefined;

const target = () => ({ reference: request.reference });
const theyWrite = (text: string) =>
  leaveMessage(desk, byPerson(desk.organisation.id), target(), { text, files: [] });
const underMessages = async () => {
  const { rows } = await listRequests(desk, dpo, { view: 'messages', sort: 'deadline' });
  const until = { tomorrow: desk.clock(), weekEnd: desk.clock() };
  const { views } = await countRequests(desk, dpo, until);
  assert.equal(rows.length, views.messages, 'the tab counts what it lists');
  return views.messages;
};
const deliver = async () => deliverLetters(desk, mailerTo(peer?.url ?? ''));

describe('A message to the person', () => {
  const reply = { text: 'We look into it', sending: { by: 'mail' as const } };

  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    dpo = await staffMemberOf(desk, desk.organisation);
    request = await received(desk, desk.organisation);
  });
  afterEach(async () => {
    await peer?.close();
    peer = undefined;
  });

  it('goes by mail with its words, stops no clock, answers nothing, and marks theirs as read', async () => {
    peer = await smtpPeer();
    await theyWrite('How long will it take?');
    const before = await deadlinesByClock(request);
    await writeMessage(desk, dpo, target(), reply);
    await deliver();
    const mail = peer.inbox.find(({ text }) => text.includes('We look into it'));
    assert.deepEqual(mail?.to, ['ada@example.org']);
    assert.match(mail?.text ?? '', /\/status\//);
    const after = await deadlinesByClock(request);
    assert.deepEqual([after.reply?.state, after.reply?.dueOn], ['running', before.reply?.dueOn]);
    assert.deepEqual([(await request.reload()).status, await underMessages()], ['open', 0]);
  });

  it('goes by post with its day and proof to a person without an email address', async () => {
    request = await received(desk, desk.organisation, { channel: 'post', person: { name: 'Bo' } });
    await assert.rejects(writeMessage(desk, dpo, target(), reply), { code: 'no-email' });
    const sending = { by: 'post' as const, postedAt: desk.clock(), proof: 'Registered letter 7' };
    await writeMessage(desk, dpo, target(), { ...reply, sending });
    const letter = await Letter.findOne({ where: { kind: 'message' }, rejectOnEmpty: true });
    assert.deepEqual([letter.state, letter.channel], ['sent', 'post']);
  });

  it('is written by staff who work on requests, not by a reader, and never empty', async () => {
    const reader = await staffMemberOf(desk, desk.organisation, 'reader');
    await assert.rejects(writeMessage(desk, reader, target(), reply), { code: 'not-permitted' });
    await assert.rejects(markRead(desk, reader, target()), { code: 'not-permitted' });
    await assert.rejects(writeMessage(desk, dpo, target(), { ...reply, text: ' ' }), {
      code: 'message-missing',
    });
    const handler = await staffMemberOf(desk, desk.organisation, 'handler');
    await writeMessage(desk, handler, target(), reply);
  });
});
