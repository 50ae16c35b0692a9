import assert from 'node:assert/strict';
import { deliverLetters } from '../../jobs/deliverLetters.ts';
import { escalateOverdue } from '../../jobs/escalateOverdue.ts';
import { remindBeforeDue } from '../../jobs/remindBeforeDue.ts';
import { Event } from '../../models/event.ts';
import { Letter } from '../../models/letter.ts';
import { assign } from '../../models/subjectRequest/assignment.ts';
import { extendDeadline } from '../../models/subjectRequest/extension.ts';
import { fulfil } from '../../models/subjectRequest/fulfilment.ts';
import { askIdentity, confirmIdentity } from '../../models/subjectRequest/identity.ts';
import { pauseClocks } from '../../models/subjectRequest/pause.ts';
import { withdraw } from '../../models/subjectRequest/withdrawal.ts';
import type { SubjectRequest } from '../../models/subjectRequest.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { mailerTo, type Peer, smtpPeer } from '../support/mail.ts';
import { promiseBy } from '../support/promises.ts';
import { deadlinesByClock, received, staffMemberOf } from '../support/requests.ts';

const BY_MAIL = { sending: { by: 'mail' as const } };

describe('What is true only once the mail server has taken a letter', () => {
  let desk: TestDesk;
  let dpo: Awaited<ReturnType<typeof staffMemberOf>>;
  let peer: Peer;
  let whileTaking: () => Promise<unknown>;
  let request: SubjectRequest;
  const target = () => ({ reference: request.reference });
  const reply = async () => (await deadlinesByClock(request)).reply;
  const deliver = () => deliverLetters(desk, mailerTo(peer.url));
  const letterOf = (kind: Letter['kind']) => Letter.findOne({ where: { kind }, rejectOnEmpty: true });

  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    dpo = await staffMemberOf(desk, desk.organisation);
    whileTaking = async () => undefined;
    peer = await smtpPeer({ onData: (_stream, _session, done) => void whileTaking().then(() => done()) });
    request = await received(desk, desk.organisation, { rights: ['access'] });
    await deliver();
    peer.inbox.splice(0);
  });
  afterEach(() => peer.close());

  it('extends to three months from receipt when the notice is taken, and says that date (Art. 12(3))', async () => {
    await extendDeadline(desk, dpo, target(), { ground: 'complexity', reason: 'Three systems', ...BY_MAIL });
    assert.equal((await reply())?.dueOn, '2026-04-02');
    assert.equal((await deliver()).sent, 1);
    assert.equal((await reply())?.dueOn, '2026-06-02');
    assert.match(peer.inbox[0]?.text ?? '', /by Tuesday 2 June 2026, which is 3 months/);
  });

  it('does not extend by a notice that is taken a moment after the first due date', async () => {
    await extendDeadline(desk, dpo, target(), { ground: 'complexity', reason: 'Three systems', ...BY_MAIL });
    desk.clock.set('2026-04-02T21:59:59Z'); // 23:59:59 in Paris, the last day
    whileTaking = async () => desk.clock.set('2026-04-02T22:00:01Z');
    assert.equal((await deliver()).sent, 1);
    assert.equal((await reply())?.dueOn, '2026-04-02');
    assert.match((await reply())?.because ?? '', /extension-lapsed/);
  });

  it('does not send a notice whose first date is over: its date would be false', async () => {
    await extendDeadline(desk, dpo, target(), { ground: 'complexity', reason: 'Three systems', ...BY_MAIL });
    desk.clock.set('2026-04-02T22:00:00Z');
    assert.equal((await deliver()).failed, 1);
    assert.equal((await letterOf('extension-notice')).lastError, 'extension-lapsed');
    assert.deepEqual(
      peer.inbox.filter(({ to }) => to.includes('ada@example.org')),
      [],
    );
  });

  it('pauses for identity from the moment when the letter is taken', async () => {
    await askIdentity(desk, dpo, target(), { doubt: 'D', needed: 'N', ...BY_MAIL });
    desk.clock.advance({ days: 3 });
    assert.equal((await reply())?.state, 'running');
    await deliver();
    assert.equal((await reply())?.state, 'paused');
    desk.clock.advance({ days: 10 });
    await confirmIdentity(desk, dpo, target(), { method: 'question', note: '' });
    assert.equal((await reply())?.nominalOn, '2026-04-12'); // 2 April and 10 days, not 13
  });

  it('makes nothing true by a letter that was recalled while it was on its way, but tells that it went', async () => {
    await askIdentity(desk, dpo, target(), { doubt: 'D', needed: 'N', ...BY_MAIL });
    whileTaking = () => confirmIdentity(desk, dpo, target(), { method: 'question', note: '' });
    await deliver();
    assert.deepEqual(
      [(await letterOf('identity-request')).state, (await reply())?.state],
      ['sent', 'running'],
    );
    const told = await Event.findOne({ where: { kind: 'letter-sent' }, order: [['id', 'DESC']] });
    assert.equal(JSON.parse(told?.data ?? '{}').letterKind, 'identity-request');
  });
});

describe('A reminder is asked again at sending whether it is still wanted', () => {
  let desk: TestDesk;
  let dpo: Awaited<ReturnType<typeof staffMemberOf>>;
  let peer: Peer;
  let request: SubjectRequest;
  const target = () => ({ reference: request.reference });
  const deliver = () => deliverLetters(desk, mailerTo(peer.url));

  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T10:00:00Z' });
    dpo = await staffMemberOf(desk, desk.organisation);
    await promiseBy(desk, 'scalingo-privacy@2015');
    peer = await smtpPeer();
    request = await received(desk, desk.organisation, { rights: ['erasure'] });
    await deliver();
    peer.inbox.splice(0);
    desk.clock.set('2026-03-02T22:00:00Z');
    await remindBeforeDue(desk, desk.clock());
  });
  afterEach(() => peer.close());

  const reasons = async () =>
    (await Letter.findAll({ where: { recipient: dpo.actor }, order: ['id'] })).map(({ state, lastError }) => [
      state,
      lastError,
    ]);

  it('goes while its clock runs towards the same moment', async () => {
    assert.equal((await deliver()).sent, 1);
    assert.match(
      peer.inbox[0]?.headers.subject ?? '',
      /^R-.*: Close the account and delete its data, 12 hours left$/,
    );
    assert.doesNotMatch(peer.inbox[0]?.raw ?? '', /\bAda\b/); // no more of the person than is needed
  });

  it('does not go once the promise is met', async () => {
    const deed = {
      done: 'Deleted',
      doneAt: desk.clock(),
      proof: 'Log 7',
      unconfirmed: 'Known to us',
      files: [],
    };
    await fulfil(desk, dpo, target(), 'account-deletion', deed);
    await deliver();
    assert.deepEqual(await reasons(), [['cancelled', 'settled']]);
  });

  it('does not go once the clock stands still, nor once the request is withdrawn', async () => {
    await pauseClocks(desk, dpo, target(), {
      reason: 'identity',
      askedAt: desk.clock(),
      proof: 'Phone call',
    });
    await deliver();
    assert.deepEqual(await reasons(), [['cancelled', 'settled']]);
    await withdraw(desk, dpo, target(), { reason: '' });
    await deliver();
    assert.equal(peer.inbox.filter(({ to }) => !to.includes('ada@example.org')).length, 0);
  });

  it('does not go to somebody from whom the request was taken; the new assignee is told instead', async () => {
    const handler = await staffMemberOf(desk, desk.organisation, 'handler');
    await assign(desk, dpo, target(), handler.userId);
    await remindBeforeDue(desk, desk.clock());
    assert.deepEqual(await deliver(), { sent: 1, later: 0, failed: 0, cancelled: 1 });
    assert.deepEqual(await reasons(), [['cancelled', 'other-recipient']]);
  });

  it('gives way to a later step of the same clock', async () => {
    desk.clock.set('2026-03-03T09:00:00Z');
    await remindBeforeDue(desk, desk.clock());
    assert.deepEqual(await deliver(), { sent: 1, later: 0, failed: 0, cancelled: 1 });
    assert.deepEqual(await reasons(), [
      ['cancelled', 'later-step'],
      ['sent', null],
    ]);
  });

  it('gives way to the digest of the day, and a digest to that of a later day', async () => {
    for (const at of ['2026-03-04T07:00:00Z', '2026-03-05T07:00:00Z']) {
      desk.clock.set(at);
      await remindBeforeDue(desk, desk.clock());
      await escalateOverdue(desk, desk.clock());
    }
    await deliver();
    assert.deepEqual(await reasons(), [
      ['cancelled', 'later-step'],
      ['cancelled', 'told-by-digest'],
      ['cancelled', 'another-day'],
      ['sent', null],
    ]);
    assert.match(peer.inbox.at(-1)?.text ?? '', /Close the account and delete its data: 45 hours late/);
  });
});
