import assert from 'node:assert/strict';
import { deliverLetters } from '../../../jobs/deliverLetters.ts';
import { type By, byPerson } from '../../../models/desk.ts';
import { Event } from '../../../models/event.ts';
import { Letter } from '../../../models/letter.ts';
import { assign } from '../../../models/subjectRequest/assignment.ts';
import { countRequests } from '../../../models/subjectRequest/counts.ts';
import { listRequests } from '../../../models/subjectRequest/listing.ts';
import { leaveMessage } from '../../../models/subjectRequest/message.ts';
import { markRead, markUnread } from '../../../models/subjectRequest/reading.ts';
import { withdraw } from '../../../models/subjectRequest/withdrawal.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { User } from '../../../models/user.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { mailerTo, type Peer, refusing, smtpPeer } from '../../support/mail.ts';
import { received, staffMemberOf } from '../../support/requests.ts';

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
const notices = async () => {
  const letters = await Letter.findAll({ where: { kind: 'message-notice' }, order: ['id'] });
  return letters.map(({ recipient, language }) => `${recipient} ${language}`);
};

describe('A message from the person', () => {
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    dpo = await staffMemberOf(desk, desk.organisation);
    request = await received(desk, desk.organisation);
  });
  afterEach(async () => {
    await peer?.close();
    peer = undefined;
  });

  it('waits in the queue, once however many there are, until somebody says that they read it', async () => {
    assert.equal(await underMessages(), 0);
    await theyWrite('The account of 2021, please');
    desk.clock.advance({ hours: 3 });
    await theyWrite('And the one of 2022');
    assert.equal(await underMessages(), 1);
    assert.equal((await request.reload()).unreadSince?.toISOString(), '2026-03-02T09:00:00.000Z');
    await markRead(desk, dpo, target());
    assert.equal(await underMessages(), 0);
    const read = await Event.findOne({ where: { kind: 'messages-read' }, rejectOnEmpty: true });
    assert.deepEqual([read.actor, read.at], [dpo.actor, '2026-03-02T12:00:00.000Z']);
  });

  it('waits again since its own moment when the mark is taken back', async () => {
    await theyWrite('The account of 2021, please');
    desk.clock.advance({ days: 2 });
    await markRead(desk, dpo, target());
    await markUnread(desk, dpo, target());
    assert.equal(await underMessages(), 1);
    assert.equal((await request.reload()).unreadSince?.toISOString(), '2026-03-02T09:00:00.000Z');
    await assert.rejects(markUnread(desk, dpo, target()), { code: 'not-allowed' });
  });

  it('can be read away by nobody who did not see it: it came after the page was opened', async () => {
    await theyWrite('First');
    const { version } = await request.reload();
    await theyWrite('Second');
    await assert.rejects(markRead(desk, dpo, { ...target(), version }), { code: 'stale' });
    assert.equal(await underMessages(), 1);
  });

  it('is told by mail to the assignee, else to every DPO, each in their language, once a message', async () => {
    const second = await staffMemberOf(desk, desk.organisation);
    const handler = await staffMemberOf(desk, desk.organisation, 'handler');
    await staffMemberOf(desk, desk.organisation, 'administrator');
    await User.update({ language: 'fr' }, { where: { id: second.userId } });
    await theyWrite('To nobody in particular');
    assert.deepEqual(await notices(), [`user:${dpo.userId} en`, `user:${second.userId} fr`]);
    const [first] = await Letter.findAll({ where: { kind: 'message-notice' }, order: ['id'] });
    assert.match(first?.ledgerKey ?? '', /^message:\d+:user:\d+$/, 'the row is the leave to tell it once');
    await assign(desk, dpo, target(), handler.userId);
    desk.clock.advance({ minutes: 20 });
    await theyWrite('To the handler');
    await theyWrite('To the handler'); // a double click
    assert.deepEqual((await notices()).slice(2), [`user:${handler.userId} en`]);
    await User.update({ disabledAt: desk.clock() }, { where: { id: handler.userId } });
    await theyWrite('To whoever is left');
    assert.equal((await notices()).length, 5);
  });

  it('is told without a word of it, and with the way to it', async () => {
    peer = await smtpPeer();
    await deliver();
    await theyWrite('My illness began in May');
    await deliver();
    const subject = `${request.reference}: a message from the person`;
    const mail = peer.inbox.find(({ headers }) => headers.subject === subject);
    assert.ok(mail?.text.includes(`/requests/${request.reference}`));
    assert.doesNotMatch(mail?.raw ?? '', /illness|Ada/);
  });

  it('waits unread whatever becomes of the mail about it', async () => {
    peer = await smtpPeer({ onRcptTo: (_address, _session, done) => done(refusing(550, 'No such user')) });
    await theyWrite('Is anybody there?');
    await deliver();
    const [notice] = await Letter.findAll({ where: { kind: 'message-notice' } });
    assert.equal(notice?.state, 'failed');
    assert.equal(await underMessages(), 1);
  });

  it('is not told of by mail any more once it was read', async () => {
    peer = await smtpPeer();
    await theyWrite('The account of 2021, please');
    await markRead(desk, dpo, target());
    await deliver();
    const [notice] = await Letter.findAll({ where: { kind: 'message-notice' } });
    assert.deepEqual([notice?.state, notice?.lastError], ['cancelled', 'read-already']);
  });

  it('reaches those who worked on a request that is closed, and leaves it closed', async () => {
    await withdraw(desk, dpo, target(), { reason: 'By phone' });
    await theyWrite('I never withdrew it');
    assert.equal(await underMessages(), 1);
    assert.equal((await notices()).length, 1);
    assert.equal((await request.reload()).status, 'closed');
    await markRead(desk, dpo, target());
    assert.equal(await underMessages(), 0);
  });
});
