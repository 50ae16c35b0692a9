import assert from 'node:assert/strict';
import { deliverLetters } from '../../jobs/deliverLetters.ts';
import { escalateOverdue } from '../../jobs/escalateOverdue.ts';
import { overdueFor } from '../../models/letter/reminders.ts';
import { Letter } from '../../models/letter.ts';
import { createOrganisation } from '../../models/organisation/create.ts';
import { assign } from '../../models/subjectRequest/assignment.ts';
import { fulfil } from '../../models/subjectRequest/fulfilment.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { mailerTo, smtpPeer } from '../support/mail.ts';
import { promiseBy } from '../support/promises.ts';
import { receive, received, staffMemberOf } from '../support/requests.ts';

describe('What is late', () => {
  let desk: TestDesk;
  let dpo: Awaited<ReturnType<typeof staffMemberOf>>;

  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    dpo = await staffMemberOf(desk, desk.organisation);
    await desk.organisation.update({ escalationAddress: 'board@example.org' });
  });

  // Due on Thursday 2 April 2026: late from Friday 3 April, 00:00 in Paris (22:00Z).
  it('is told in one digest a recipient and local day, from 08:00 on', async () => {
    await received(desk, desk.organisation, { rights: ['access', 'rectification'] });
    assert.equal(await escalateAt('2026-04-02T22:00:00Z'), 0);
    assert.equal(await escalateAt('2026-04-03T05:59:00Z'), 0);
    await escalateAt('2026-04-03T06:00:00Z');
    assert.deepEqual(await digests(), [[dpo.actor, '2026-04-03']]);
    await escalateAt('2026-04-03T12:00:00Z');
    await Promise.all([1, 2].map(() => escalateAt('2026-04-03T12:01:00Z')));
    assert.equal((await digests()).length, 1);
    await escalateAt('2026-04-04T05:59:00Z');
    assert.equal((await digests()).length, 1);
    await escalateAt('2026-04-04T06:00:00Z');
    assert.deepEqual(await digests(), [
      [dpo.actor, '2026-04-03'],
      [dpo.actor, '2026-04-04'],
    ]);
  });

  it('is told on the local day of each organisation', async () => {
    const helsinki = await createOrganisation(desk, {
      name: 'H',
      slug: 'h',
      zone: 'Europe/Helsinki',
      calendar: 'FI',
    });
    const there = await staffMemberOf(desk, helsinki);
    await received(desk, helsinki, { rights: ['access'] });
    await received(desk, desk.organisation, { rights: ['access'] });
    await escalateAt('2026-04-03T05:00:00Z');
    assert.deepEqual(await digests(), [[there.actor, '2026-04-03']]);
  });

  it('is told for an hour clock from the next morning on, since a letter of its own goes when it gets late', async () => {
    await promiseBy(desk, 'scalingo-privacy@2015');
    desk.clock.set('2026-03-02T06:30:00Z'); // 07:30 in Paris
    await received(desk, desk.organisation, { rights: ['erasure'] });
    await escalateAt('2026-03-03T07:00:00Z');
    assert.deepEqual(await digests(), []);
    await escalateAt('2026-03-04T07:00:00Z');
    assert.deepEqual(await digests(), [[dpo.actor, '2026-03-04']]);
  });

  it('goes to whom each request belongs', async () => {
    const handler = await staffMemberOf(desk, desk.organisation, 'handler');
    const theirs = await received(desk, desk.organisation, { rights: ['access'] });
    await assign(desk, dpo, { reference: theirs.reference }, handler.userId);
    await escalateAt('2026-04-03T06:00:00Z');
    assert.deepEqual(await digests(), [[handler.actor, '2026-04-03']]);
    await receive(desk, desk.organisation, {
      rights: ['access'],
      received: { at: new Date('2026-03-01T09:00:00Z') },
    });
    await escalateAt('2026-04-03T07:00:00Z');
    assert.deepEqual(await digests(), [
      [handler.actor, '2026-04-03'],
      [dpo.actor, '2026-04-03'],
    ]);
    assert.deepEqual(await overdueTo(handler.actor), [theirs.reference]);
    assert.equal((await overdueTo(dpo.actor)).includes(theirs.reference), false);
    assert.equal((await overdueTo(dpo.actor)).length, 1);
  });

  it('is told to the escalation address once, on the day after due', async () => {
    await received(desk, desk.organisation, { rights: ['access'] });
    await escalateAt('2026-04-03T05:59:00Z');
    assert.equal(await Letter.count({ where: { kind: 'escalation' } }), 0);
    await escalateAt('2026-04-03T06:00:00Z');
    await escalateAt('2026-04-05T06:00:00Z');
    const [letter, ...more] = await Letter.findAll({ where: { kind: 'escalation' } });
    assert.deepEqual([letter?.recipient, letter?.step, more], ['escalation', 'day-after', []]);
  });

  it('is told to nobody else where there is no escalation address', async () => {
    await desk.organisation.update({ escalationAddress: '' });
    await received(desk, desk.organisation, { rights: ['access'] });
    await escalateAt('2026-04-03T06:00:00Z');
    assert.equal(await Letter.count({ where: { kind: 'escalation' } }), 0);
  });

  it('is told no more once it is done', async () => {
    await promiseBy(desk, 'scalingo-privacy@2015');
    const { reference } = await received(desk, desk.organisation, { rights: ['erasure'] });
    desk.clock.set('2026-03-04T06:00:00Z');
    const deed = {
      done: 'Deleted',
      doneAt: desk.clock(),
      proof: 'Log 7',
      unconfirmed: 'Known to us',
      files: [],
    };
    await fulfil(desk, dpo, { reference }, 'account-deletion', deed);
    assert.equal(await escalateAt('2026-03-04T07:00:00Z'), 0);
  });

  it('is not told by a digest that waited until nothing was late any more', async () => {
    await promiseBy(desk, 'scalingo-privacy@2015');
    await desk.organisation.update({ escalationAddress: '' });
    const { reference } = await received(desk, desk.organisation, {
      rights: ['erasure'],
      person: { name: 'Ada' },
    });
    await escalateAt('2026-03-04T07:00:00Z');
    assert.equal((await digests()).length, 1);
    const deed = {
      done: 'Deleted',
      doneAt: desk.clock(),
      proof: 'Log 7',
      unconfirmed: 'Known to us',
      files: [],
    };
    await fulfil(desk, dpo, { reference }, 'account-deletion', deed);
    const peer = await smtpPeer();
    const { sent, cancelled } = await deliverLetters(desk, mailerTo(peer.url)).finally(() => peer.close());
    assert.deepEqual([sent, cancelled, peer.inbox.length], [0, 1, 0]);
    const digest = await Letter.findOne({ where: { kind: 'overdue-digest' }, rejectOnEmpty: true });
    assert.equal(digest.lastError, 'nothing-late');
  });

  it('tells also of what waits where nothing is late: each morning, until it is read', async () => {
    const request = await received(desk, desk.organisation, { rights: ['access'], person: { name: 'Ada' } });
    assert.equal(await escalateAt('2026-03-03T07:00:00Z'), 0);
    await request.update({ unreadSince: desk.clock() });
    assert.equal(await escalateAt('2026-03-04T06:59:00Z'), 0);
    assert.equal(await escalateAt('2026-03-04T07:00:00Z'), 1);
    assert.equal(await escalateAt('2026-03-04T15:00:00Z'), 0);
    const peer = await smtpPeer();
    await deliverLetters(desk, mailerTo(peer.url));
    assert.equal(peer.inbox[0]?.headers.subject, 'Today: 1 request needs you');
    assert.match(peer.inbox[0]?.text ?? '', new RegExp(`Messages: 1\n- .*${request.reference}`));
    assert.doesNotMatch(peer.inbox[0]?.text ?? '', /missed/);
    assert.equal(await escalateAt('2026-03-05T07:00:00Z'), 1);
    await request.update({ unreadSince: null });
    const { cancelled } = await deliverLetters(desk, mailerTo(peer.url)).finally(() => peer.close());
    assert.equal(cancelled, 1);
    assert.equal(await escalateAt('2026-03-06T07:00:00Z'), 0);
  });

  const overdueTo = async (reader: string) =>
    (await overdueFor(desk, desk.organisation.id, reader, desk.clock())).map(({ reference }) => reference);

  async function escalateAt(at: string): Promise<number> {
    desk.clock.set(at);
    return escalateOverdue(desk, desk.clock());
  }
});

async function digests() {
  const letters = await Letter.findAll({ where: { kind: 'overdue-digest' }, order: ['id'] });
  return letters.map(({ recipient, step }) => [recipient, step]);
}
