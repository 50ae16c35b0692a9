import assert from 'node:assert/strict';
import { deliverLetters } from '../../jobs/deliverLetters.ts';
import { remindBeforeDue } from '../../jobs/remindBeforeDue.ts';
import { Letter } from '../../models/letter.ts';
import { Organisation } from '../../models/organisation.ts';
import { SubjectRequest } from '../../models/subjectRequest.ts';
import { User } from '../../models/user.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { mailerTo, type Peer, refusing, silentPeer, smtpPeer } from '../support/mail.ts';
import { receive, received, staffMemberOf } from '../support/requests.ts';

describe('Delivering letters to a mail server', () => {
  let desk: TestDesk;
  let peer: Peer;
  const closing: { close(): Promise<void> }[] = [];

  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
  });
  afterEach(async () => {
    for (const each of closing.splice(0)) await each.close();
  });

  const peerThat = async (options: Parameters<typeof smtpPeer>[0] = {}, port = 0) => {
    peer = await smtpPeer(options, port);
    closing.push(peer);
    return peer;
  };
  const deliver = (url = peer.url, limits?: Parameters<typeof mailerTo>[1]) =>
    deliverLetters(desk, mailerTo(url, limits));
  const letter = async () => {
    const found = await Letter.findOne({ order: [['id', 'DESC']], rejectOnEmpty: true });
    return found;
  };

  it('hands each letter over once, and keeps when it was taken', async () => {
    await peerThat();
    await receive(desk, desk.organisation);
    assert.deepEqual(await deliver(), { sent: 1, later: 0, failed: 0, cancelled: 0 });
    assert.deepEqual(await deliver(), { sent: 0, later: 0, failed: 0, cancelled: 0 });
    assert.deepEqual([peer.inbox.length, peer.inbox[0]?.to], [1, ['ada@example.org']]);
    const { state, sentAt, attempts } = await letter();
    assert.deepEqual([state, sentAt, attempts], ['sent', desk.clock(), 1]);
  });

  it('is one mail when two deliverers work at once', async () => {
    await peerThat();
    for (let i = 0; i < 6; i += 1) await receive(desk, desk.organisation);
    const runs = await Promise.all([deliver(), deliver(), deliver()]);
    assert.equal(
      runs.reduce((sum, { sent }) => sum + sent, 0),
      6,
    );
    assert.equal(new Set(peer.inbox.map(({ headers }) => headers['message-id'])).size, 6);
    assert.equal(peer.inbox.length, 6);
  });

  it('waits for a server that is away, however long, and sends when it is back', async () => {
    const { port, close } = await smtpPeer();
    await close();
    await receive(desk, desk.organisation);
    for (let day = 0; day < 12; day += 1) {
      assert.equal((await deliver(`smtp://127.0.0.1:${port}`)).later, 1);
      desk.clock.advance({ days: 1 });
    }
    const waiting = await letter();
    assert.deepEqual([waiting.state, waiting.attempts], ['queued', 0]);
    assert.match(waiting.lastError ?? '', /ECONNREFUSED/);
    await peerThat({}, port);
    assert.equal((await deliver()).sent, 1);
  });

  it('asks a server that is away once a run, not once a letter', async () => {
    const { port, close } = await smtpPeer();
    await close();
    for (let i = 0; i < 3; i += 1) await receive(desk, desk.organisation);
    assert.equal((await deliver(`smtp://127.0.0.1:${port}`)).later, 1);
  });

  it('tries again later when the server says so (4xx), less and less often, and then says that it failed', async () => {
    await peerThat({ onRcptTo: (_address, _session, done) => done(refusing(451, 'greylisted')) });
    await receive(desk, desk.organisation);
    const waits: number[] = [];
    for (;;) {
      await deliver();
      const { state, nextAttemptAt } = await letter();
      if (state === 'failed' || !nextAttemptAt) break;
      waits.push((nextAttemptAt.getTime() - desk.clock().getTime()) / 60_000);
      assert.deepEqual(await deliver(), { sent: 0, later: 0, failed: 0, cancelled: 0 }); // not before its time
      desk.clock.set(nextAttemptAt.toISOString());
    }
    assert.deepEqual(waits, [1, 5, 15, 60, 240, 720, 1440]);
    const { state, attempts, lastError } = await letter();
    assert.deepEqual([state, attempts], ['failed', 8]);
    assert.match(lastError ?? '', /greylisted/);
  });

  it('goes when a server that refused for now takes it, under the same Message-ID', async () => {
    let tries = 0;
    const seen: string[] = [];
    await peerThat({
      onData: (_stream, _session, done) => {
        tries += 1;
        done(tries === 1 ? refusing(452, 'full') : null);
      },
    });
    await receive(desk, desk.organisation);
    assert.equal((await deliver()).later, 1);
    desk.clock.advance({ minutes: 1 });
    assert.equal((await deliver()).sent, 1);
    seen.push(...peer.inbox.map(({ headers }) => headers['message-id'] ?? ''));
    assert.deepEqual(seen, [`<${(await letter()).messageId}@rights.example.org>`]);
  });

  it('goes at once when it was ordered by a clock that was set back since, and once', async () => {
    await peerThat();
    await receive(desk, desk.organisation);
    desk.clock.advance({ hours: -1 });
    assert.equal((await deliver()).sent, 1);
    desk.clock.advance({ hours: 2 });
    assert.deepEqual([(await deliver()).sent, peer.inbox.length], [0, 1]);
  });

  it('is not tried before its time when the clock was set back, and waits no longer than it would have', async () => {
    let tries = 0;
    await peerThat({
      onRcptTo: (_address, _session, done) => {
        tries += 1;
        done(tries < 3 ? refusing(451, 'greylisted') : null);
      },
    });
    await receive(desk, desk.organisation);
    assert.equal((await deliver()).later, 1);
    desk.clock.advance({ hours: -1 });
    assert.deepEqual([(await deliver()).later, (await deliver()).later, tries], [1, 0, 2]);
    desk.clock.advance({ minutes: 5 });
    assert.equal((await deliver()).sent, 1);
  });

  it('leaves a reminder until its day when the clock that wrote it was ahead', async () => {
    await peerThat();
    await staffMemberOf(desk, desk.organisation);
    await received(desk, desk.organisation, { rights: ['access'] });
    assert.equal((await deliver()).sent, 1);
    desk.clock.set('2026-03-26T07:00:00Z');
    await remindBeforeDue(desk, desk.clock());
    desk.clock.set('2026-03-25T07:00:00Z');
    assert.deepEqual([(await deliver()).sent, (await letter()).state], [0, 'queued']);
    desk.clock.set('2026-03-26T07:00:00Z');
    assert.equal((await deliver()).sent, 1);
  });

  it('fails at once when the server refuses the recipient or the letter for good (5xx)', async () => {
    await peerThat({ onRcptTo: (_address, _session, done) => done(refusing(550, 'no such mailbox')) });
    await receive(desk, desk.organisation);
    assert.equal((await deliver()).failed, 1);
    const { state, lastError, nextAttemptAt } = await letter();
    assert.deepEqual([state, nextAttemptAt], ['failed', null]);
    assert.match(lastError ?? '', /no such mailbox/);
  });

  it('does not blame the letter when the server refuses our sender', async () => {
    await peerThat({ onMailFrom: (_address, _session, done) => done(refusing(553, 'not you')) });
    await receive(desk, desk.organisation);
    assert.equal((await deliver()).later, 1);
    assert.equal((await letter()).state, 'queued');
  });

  it('sends the others past one that cannot go', async () => {
    await peerThat({
      onRcptTo: ({ address }, _session, done) => done(address.startsWith('bad') ? refusing(550) : null),
    });
    for (const name of ['bad1', 'good1', 'bad2', 'good2'])
      await receive(desk, desk.organisation, { person: { name, email: `${name}@example.org` } });
    assert.deepEqual(await deliver(), { sent: 2, later: 0, failed: 2, cancelled: 0 });
    assert.deepEqual(
      peer.inbox.map(({ to }) => to[0]),
      ['good1@example.org', 'good2@example.org'],
    );
  });

  it('does not wait for ever on a server that hangs', async () => {
    const silent = await silentPeer();
    closing.push(silent);
    await receive(desk, desk.organisation);
    const begun = Date.now();
    const done = await deliver(silent.url, { greeting: 200 });
    assert.deepEqual([done.later, Date.now() - begun < 3000], [1, true]);
    assert.equal((await letter()).state, 'queued');
  });

  it('does not wait for ever on a server that hangs in the middle of a letter', async () => {
    await peerThat({ onData: () => undefined });
    await receive(desk, desk.organisation);
    const done = await deliver(peer.url, { acceptance: 400 });
    assert.deepEqual([done.later, (await letter()).state], [1, 'queued']);
  });

  it('repeats a letter once after a crash between acceptance and our record, under the same Message-ID', async () => {
    await peerThat();
    await receive(desk, desk.organisation);
    const crash = new Error('power cut');
    await assert.rejects(
      deliverLetters(desk, mailerTo(peer.url), {
        acceptedAt: () => {
          throw crash;
        },
      }),
      crash,
    );
    assert.deepEqual(await deliver(), { sent: 0, later: 0, failed: 0, cancelled: 0 }); // still claimed
    desk.clock.advance({ minutes: 6 });
    assert.equal((await deliver()).sent, 1);
    desk.clock.advance({ minutes: 6 });
    assert.equal((await deliver()).sent, 0);
    const ids = peer.inbox.map(({ headers }) => headers['message-id']);
    assert.deepEqual([ids.length, new Set(ids).size], [2, 1]);
    assert.equal((await letter()).attempts, 2);
  });

  it('fails, and does not stop, where the key of the request was destroyed', async () => {
    await peerThat();
    const destroyed = await received(desk, desk.organisation);
    await received(desk, desk.organisation);
    await SubjectRequest.update({ wrappedKey: null }, { where: { id: destroyed.id } });
    assert.deepEqual(await deliver(), { sent: 1, later: 0, failed: 1, cancelled: 0 });
    const failed = await Letter.findOne({ where: { state: 'failed' }, rejectOnEmpty: true });
    assert.deepEqual([failed.requestId, failed.lastError], [destroyed.id, 'key-destroyed']);
  });

  it('goes to nobody whose address was taken away meanwhile', async () => {
    await peerThat();
    const dpo = await staffMemberOf(desk, desk.organisation);
    await desk.organisation.update({ escalationAddress: 'board@example.org' });
    await received(desk, desk.organisation, { rights: ['access'] });
    desk.clock.set('2026-03-26T07:00:00Z');
    await remindBeforeDue(desk, desk.clock());
    await User.update({ disabledAt: desk.clock() }, { where: { id: dpo.userId } });
    await Organisation.update({ escalationAddress: '' }, { where: {} });
    assert.deepEqual(await deliver(), { sent: 1, later: 0, failed: 0, cancelled: 1 });
    assert.equal((await letter()).lastError, 'other-recipient');
  });
});
