import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { MailStep } from '../../domain/mailSteps.ts';
import { deliverLetters } from '../../jobs/deliverLetters.ts';
import { STEP_LIMITS, type StepLimits } from '../../mail/transport.ts';
import { claimLetter, keepClaim, recordFailure } from '../../models/letter/deliveries.ts';
import { Letter } from '../../models/letter.ts';
import { SubjectRequest } from '../../models/subjectRequest.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { mailerTo, smtpPeer } from '../support/mail.ts';
import { receive } from '../support/requests.ts';
import { type Answer, type Script, scriptedPeer } from '../support/scriptedPeer.ts';

const NOTHING = { sent: 0, later: 0, failed: 0, cancelled: 0 };
const SECONDS: Record<MailStep, number> = {
  lookup: 30,
  connection: 30,
  greeting: 300,
  hello: 300,
  encryption: 60,
  'log-in': 300,
  sender: 300,
  recipient: 300,
  data: 120,
  letter: 180,
  acceptance: 600,
};

describe('A letter that the mail server may have taken (RFC 5321, 4.5.3.2 and 6.1)', () => {
  let desk: TestDesk;
  const closing: { close(): Promise<void> }[] = [];
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
  });
  afterEach(async () => {
    for (const each of closing.splice(0)) await each.close();
  });

  const letters = () => Letter.findAll({ order: ['id'] });
  const letter = async () => (await letters())[0] as Letter;
  const write = (name = 'ada') =>
    receive(desk, desk.organisation, { person: { name, email: `${name}@example.org` } });
  const peerThat = async (script: Script) => {
    const peer = await scriptedPeer(script);
    closing.push(peer);
    return peer;
  };
  /** A server that takes a letter only once it is let to; `slow` begins the addresses that it makes wait. */
  const slowPeer = async (slow = '') => {
    const let_ = Promise.withResolvers<void>();
    const has = Promise.withResolvers<void>();
    const peer = await smtpPeer({
      onData: (_stream, session, done) => {
        if (!session.envelope.rcptTo[0]?.address.startsWith(slow)) return done();
        has.resolve();
        void let_.promise.then(() => done());
      },
    });
    closing.push(peer);
    return { peer, take: let_.resolve, has: has.promise };
  };
  const quick = (step: MailStep): Partial<StepLimits> => ({ [step]: 150 });

  it('is waited for ten minutes after its final dot, and at each step as long as the standard asks', () => {
    assert.deepEqual(
      Object.fromEntries(Object.entries(STEP_LIMITS).map(([step, ms]) => [step, ms / 1000])),
      SECONDS,
    );
  });

  it('is sent once to a server that takes its time, however long that is, and is then recorded', async () => {
    const { peer, take, has } = await slowPeer();
    await write();
    const run = deliverLetters(desk, mailerTo(peer.url), { keepEvery: 20 });
    await has;
    for (const _minute of [1, 2, 3, 4, 5, 6, 7, 8, 9]) {
      desk.clock.advance({ minutes: 1 });
      await pause(60); // it says that it still has the letter in hand
      assert.deepEqual(await deliverLetters(desk, mailerTo(peer.url)), NOTHING);
    }
    take();
    assert.deepEqual(await run, { ...NOTHING, sent: 1 });
    const { state, sentAt } = await letter();
    assert.deepEqual([peer.inbox.length, state, sentAt], [1, 'sent', desk.clock()]);
  });

  it('is found five minutes after the process that held it died, and may have been taken', async () => {
    const { peer, take, has } = await slowPeer();
    await write();
    const died = deliverLetters(desk, mailerTo(peer.url), { keepEvery: 3_600_000 });
    await has;
    desk.clock.advance({ minutes: 4, seconds: 59 });
    assert.deepEqual(await deliverLetters(desk, mailerTo(peer.url)), NOTHING);
    desk.clock.advance({ seconds: 2 });
    const second = deliverLetters(desk, mailerTo(peer.url));
    await pause(100);
    const { attempts, perhapsTakenAt } = await letter();
    assert.deepEqual([attempts, perhapsTakenAt], [2, new Date('2026-03-02T09:05:00Z')]);
    take();
    await Promise.all([died, second]);
  });

  for (const [answer, says] of [
    ['hang-up', 'connection-lost'],
    ['silence', 'took-too-long'],
    ['354 what', '354 what'],
  ] as [Answer, string][]) {
    it(`goes eight times at most, less and less often, to a server that answers its end with ${answer}`, async () => {
      const peer = await peerThat({ dot: answer });
      await write();
      const waits: number[] = [];
      for (;;) {
        await deliverLetters(desk, mailerTo(peer.url, quick('acceptance')));
        const { state, nextAttemptAt, lastError, perhapsTakenAt } = await letter();
        assert.deepEqual([lastError, perhapsTakenAt], [says, desk.clock()]);
        if (state === 'failed' || !nextAttemptAt) break;
        waits.push((nextAttemptAt.getTime() - desk.clock().getTime()) / 60_000);
        assert.deepEqual(await deliverLetters(desk, mailerTo(peer.url)), NOTHING);
        desk.clock.set(nextAttemptAt.toISOString());
      }
      assert.deepEqual([waits, peer.copies()], [[1, 5, 15, 60, 240, 720, 1440], 8]);
    });
  }

  it('was not taken where the server said so after its end', async () => {
    for (const [dot, state] of [
      ['451 later', 'queued'],
      ['421 closing', 'queued'],
      ['554 spam', 'failed'],
    ] as [string, string][]) {
      await Letter.destroy({ where: {} });
      const peer = await peerThat({ dot });
      await write();
      await deliverLetters(desk, mailerTo(peer.url));
      const { lastError, perhapsTakenAt, ...row } = await letter().then((one) => one.get());
      assert.deepEqual([lastError, row.state, perhapsTakenAt], [dot, state, null]);
    }
  });

  const before: [keyof Script, MailStep, number][] = [
    ['greeting', 'greeting', 0],
    ['EHLO', 'hello', 0],
    ['MAIL', 'sender', 0],
    ['RCPT', 'recipient', 1],
    ['DATA', 'data', 1],
  ];
  for (const [at, step, tries] of before) {
    it(`was not taken, and no copy went, where the server says nothing or hangs up at ${at}`, async () => {
      for (const answer of ['silence', 'hang-up'] as const) {
        await Letter.destroy({ where: {} });
        const peer = await peerThat({ [at]: answer });
        await write();
        const done = await deliverLetters(desk, mailerTo(peer.url, quick(step)));
        const { state, attempts, perhapsTakenAt, lastError } = await letter();
        assert.deepEqual([done.later, state, attempts, perhapsTakenAt], [1, 'queued', tries, null]);
        assert.equal(lastError, answer === 'silence' ? 'took-too-long' : 'connection-lost');
        assert.deepEqual([peer.copies(), peer.connections()], [0, 1]);
      }
    });
  }

  it('does not hold up the others: they go while the server thinks it over, those that come later too', async () => {
    const { peer, take, has } = await slowPeer('slow');
    for (const name of ['slow', 'quick']) await write(name);
    const run = deliverLetters(desk, mailerTo(peer.url), { deferAfter: 50 });
    await has;
    await pause(500);
    assert.deepEqual(
      peer.inbox.map(({ to }) => to[0]),
      ['quick@example.org'],
    );
    await write('later');
    await pause(3500);
    assert.equal(peer.inbox[1]?.to[0], 'later@example.org');
    take();
    assert.deepEqual([await run, peer.inbox.length], [{ ...NOTHING, sent: 3 }, 3]);
  }).timeout(15_000);

  it('waits aside with three others at most', async () => {
    const { peer, take, has } = await slowPeer('slow');
    for (const name of ['slow1', 'slow2', 'slow3', 'slow4', 'quick']) await write(name);
    const run = deliverLetters(desk, mailerTo(peer.url), { deferAfter: 20 });
    await has;
    await pause(800);
    const states = async () => (await letters()).map(({ claimedUntil }) => claimedUntil !== null);
    assert.deepEqual([await states(), peer.inbox.length], [[true, true, true, true, false], 0]);
    take();
    assert.deepEqual(await run, { ...NOTHING, sent: 5 });
  });

  it('is given four seconds when the process stops, and is then recorded as perhaps taken', async () => {
    const peer = await peerThat({ dot: 'silence' });
    await write();
    const stopping = new AbortController();
    const run = deliverLetters(desk, mailerTo(peer.url), { signal: stopping.signal });
    while (peer.copies() === 0) await pause(10);
    const begun = performance.now();
    stopping.abort();
    assert.deepEqual(await run, { ...NOTHING, later: 1 });
    const seconds = (performance.now() - begun) / 1000;
    assert.ok(seconds > 3.9 && seconds < 5, `${seconds} s`);
    const { state, attempts, lastError, perhapsTakenAt, nextAttemptAt } = await letter();
    assert.deepEqual([state, attempts, lastError], ['queued', 1, 'desk-stopped']);
    assert.deepEqual([perhapsTakenAt, nextAttemptAt], [desk.clock(), new Date('2026-03-02T09:01:00Z')]);
  }).timeout(10_000);

  it('stops after its tries where the fault is ours: it was taken and cannot be recorded', async () => {
    const peer = await smtpPeer({
      onData: (_stream, _session, done) =>
        void SubjectRequest.update({ wrappedKey: null }, { where: {} }).then(() => done()),
    });
    closing.push(peer);
    await write();
    await assert.rejects(deliverLetters(desk, mailerTo(peer.url)));
    const { state, attempts, lastError, perhapsTakenAt } = await letter();
    assert.deepEqual([state, attempts, lastError], ['queued', 1, 'not-recorded']);
    assert.deepEqual([perhapsTakenAt, peer.inbox.length], [desk.clock(), 1]);
  }).timeout(10_000);

  it('is left to who took it over: what the first holder says of it afterwards changes nothing', async () => {
    await write();
    const first = await claimLetter(desk, desk.clock());
    desk.clock.advance({ minutes: 6 });
    const second = await claimLetter(desk, desk.clock());
    assert.ok(first && second);
    await recordFailure(desk, first, { kind: 'never', error: 'too late' }, desk.clock());
    await keepClaim(desk, first);
    const { state, lastError, claimedUntil } = await letter();
    assert.deepEqual([state, lastError, claimedUntil], ['queued', null, new Date('2026-03-02T09:11:00Z')]);
  });

  it('stops after its last attempt when every process that claims it dies', async () => {
    const peer = await peerThat({});
    await write();
    await Letter.update({ attempts: 8, claimedUntil: new Date('2026-03-02T08:00:00Z') }, { where: {} });
    assert.deepEqual(await deliverLetters(desk, mailerTo(peer.url)), { ...NOTHING, failed: 1 });
    const { state, lastError, perhapsTakenAt } = await letter();
    assert.deepEqual([state, lastError, peer.copies()], ['failed', 'not-recorded', 0]);
    assert.deepEqual(perhapsTakenAt, new Date('2026-03-02T08:00:00Z'));
  });
});
