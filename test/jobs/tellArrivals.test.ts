import assert from 'node:assert/strict';
import { deliverLetters } from '../../jobs/deliverLetters.ts';
import { remindBeforeDue } from '../../jobs/remindBeforeDue.ts';
import { tellArrivals } from '../../jobs/tellArrivals.ts';
import { planArrivals } from '../../models/letter/arrivals.ts';
import { Letter } from '../../models/letter.ts';
import { createOrganisation } from '../../models/organisation/create.ts';
import { assign } from '../../models/subjectRequest/assignment.ts';
import { withdraw } from '../../models/subjectRequest/withdrawal.ts';
import { SubjectRequest } from '../../models/subjectRequest.ts';
import { User } from '../../models/user.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { mailerTo, type Peer, smtpPeer } from '../support/mail.ts';
import { receive, received, staffMemberOf } from '../support/requests.ts';

// Winter in Paris: 08:00 is 07:00Z. Received on Monday 2 March 2026, 10:00.
describe('What came', () => {
  let desk: TestDesk;
  let dpo: Awaited<ReturnType<typeof staffMemberOf>>;
  let peer: Peer | undefined;

  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    dpo = await staffMemberOf(desk, desk.organisation);
  });
  afterEach(async () => {
    await peer?.close();
    peer = undefined;
  });

  const tellAt = async (at: string) => {
    desk.clock.set(at);
    return tellArrivals(desk, desk.clock());
  };
  const letters = async () => {
    const found = await Letter.findAll({ where: { kind: ['arrival', 'arrivals-digest'] }, order: ['id'] });
    return found.map(({ kind, recipient, step }) => [kind, recipient, step].filter(Boolean).join(' '));
  };
  const mails = async () => {
    peer ??= await smtpPeer();
    const before = peer.inbox.length;
    await deliverLetters(desk, mailerTo(peer.url));
    return peer.inbox.slice(before).filter(({ to }) => to.some((address) => address.startsWith('dpo-')));
  };
  const hours = { name: 'Hours', slug: 'hours', policy: 'scalingo-privacy@2015' };

  it('is told in one digest at 08:00 of the morning after, and on a morning with nothing new in none', async () => {
    await received(desk, desk.organisation);
    await received(desk, desk.organisation);
    assert.equal(await tellAt('2026-03-02T12:00:00Z'), 0);
    assert.equal(await tellAt('2026-03-03T06:59:00Z'), 0);
    await Promise.all([1, 2].map(() => tellAt('2026-03-03T07:00:00Z')));
    assert.deepEqual(await letters(), [`arrivals-digest ${dpo.actor} 2026-03-03`]);
    assert.equal(await tellAt('2026-03-03T07:01:00Z'), 0);
    assert.equal(await tellAt('2026-03-04T07:00:00Z'), 0);
    assert.equal((await letters()).length, 1);
  });

  it('after 08:00 is for the next morning', async () => {
    await received(desk, desk.organisation);
    await tellAt('2026-03-03T07:00:00Z');
    await received(desk, desk.organisation); // at 08:00 itself
    assert.equal(await tellAt('2026-03-03T22:00:00Z'), 0);
    assert.equal(await tellAt('2026-03-04T07:00:00Z'), 1);
  });

  it('is named by reference and right with its first date, what waits for its mailbox apart, and nobody by name', async () => {
    const open = await received(desk, desk.organisation, { rights: ['access'] });
    const { requests } = await receive(desk, desk.organisation);
    await mails();
    await tellAt('2026-03-03T07:00:00Z');
    const [mail] = await mails();
    assert.equal(mail?.headers.subject, '2 new requests');
    const [known, waiting] = (mail?.text ?? '').split('1 waits for its email address to be confirmed');
    assert.match(
      known ?? '',
      new RegExp(`${open.reference}: access[^]*First deadline: Thursday 2 April 2026`),
    );
    assert.match(waiting ?? '', new RegExp(`${requests[0]?.reference}: deletion`));
    assert.match(mail?.text ?? '', /requests\?view=all&sort=newest/);
    assert.doesNotMatch(mail?.raw ?? '', /\bAda\b/);
  });

  it('goes to the assignee, else to every DPO, each in their language and on the morning of their place', async () => {
    const second = await staffMemberOf(desk, desk.organisation);
    const handler = await staffMemberOf(desk, desk.organisation, 'handler');
    await User.update({ language: 'fr' }, { where: { id: second.userId } });
    const auckland = { name: 'A', slug: 'a', zone: 'Pacific/Auckland', calendar: 'NZ' };
    const far = await createOrganisation(desk, auckland);
    const there = await staffMemberOf(desk, far);
    await received(desk, far);
    await received(desk, desk.organisation);
    const theirs = await received(desk, desk.organisation);
    await assign(desk, dpo, { reference: theirs.reference }, handler.userId);
    await tellAt('2026-03-02T19:00:00Z'); // 08:00 in Auckland
    assert.deepEqual(await letters(), [`arrivals-digest ${there.actor} 2026-03-03`]);
    await tellAt('2026-03-03T07:00:00Z');
    assert.deepEqual(
      (await letters()).slice(1).sort(),
      [dpo.actor, second.actor, handler.actor].map((who) => `arrivals-digest ${who} 2026-03-03`).sort(),
    );
    const french = await Letter.findOne({ where: { recipient: second.actor }, rejectOnEmpty: true });
    assert.equal(french.language, 'fr');
  });

  it('while the job was down is told once, on the day on which it runs again', async () => {
    await received(desk, desk.organisation);
    desk.clock.set('2026-03-04T09:00:00Z');
    await received(desk, desk.organisation);
    assert.equal(await tellAt('2026-03-07T15:30:00Z'), 1);
    assert.deepEqual(await letters(), [`arrivals-digest ${dpo.actor} 2026-03-07`]);
    assert.match((await mails()).at(-1)?.headers.subject ?? '', /^2 new requests$/);
    assert.equal(await tellAt('2026-03-08T07:00:00Z'), 0);
  });

  it('is not told once it is closed again, nor to nobody: it waits until somebody works there', async () => {
    const gone = await received(desk, desk.organisation);
    await withdraw(desk, dpo, { reference: gone.reference }, { reason: '' });
    await tellAt('2026-03-03T07:00:00Z');
    await mails();
    const [letter] = await Letter.findAll({ where: { kind: 'arrivals-digest' } });
    assert.deepEqual([letter?.state, letter?.lastError], ['cancelled', 'nothing-new']);
    const empty = await createOrganisation(desk, { name: 'Empty', slug: 'empty' });
    await received(desk, empty);
    assert.equal(await tellAt('2026-03-04T07:00:00Z'), 0);
    const first = await staffMemberOf(desk, empty);
    assert.equal(await tellAt('2026-03-05T07:00:00Z'), 1);
    assert.equal((await letters()).at(-1), `arrivals-digest ${first.actor} 2026-03-05`);
  });

  it('is told at once where a promise counts in hours, by its first reminder, and not again in the morning', async () => {
    const organisation = await createOrganisation(desk, hours);
    await staffMemberOf(desk, organisation);
    await received(desk, organisation);
    await mails();
    await tellAt('2026-03-02T09:01:00Z');
    await remindBeforeDue(desk, desk.clock());
    const [mail, more] = await mails();
    assert.match(mail?.text ?? '', /A new request has come in, and one of its deadlines is counted in hours/);
    assert.equal(more, undefined);
    assert.equal(await tellAt('2026-03-03T07:00:00Z'), 0);
  });

  it('is told at once by a letter of its own where those hours do not run yet', async () => {
    const organisation = await createOrganisation(desk, hours);
    const there = await staffMemberOf(desk, organisation);
    const request = await received(desk, organisation);
    await desk.database.query(`UPDATE deadlines SET state = 'notStarted' WHERE kind = 'hour'`);
    assert.deepEqual(
      (await planArrivals(desk, desk.clock())).map(({ kind, reference }) => [kind, reference]),
      [['arrival', request.reference]],
    );
    assert.equal(await tellAt('2026-03-02T09:01:00Z'), 1);
    assert.deepEqual(await letters(), [`arrival ${there.actor}`]);
    const mail = (await mails()).find(({ headers }) => headers.subject?.includes('new request'));
    assert.match(mail?.text ?? '', new RegExp(`/requests/${request.reference}`));
    assert.equal(await tellAt('2026-03-03T07:00:00Z'), 0);
  });

  it('is found by an index that holds nothing else', async () => {
    await received(desk, desk.organisation);
    await tellAt('2026-03-03T07:00:00Z');
    assert.equal(await SubjectRequest.count({ where: { tellAt: null } }), 1);
    if (desk.database.getDialect() !== 'sqlite') return;
    const [plan] = await desk.database.query(
      `EXPLAIN QUERY PLAN SELECT 1 FROM subject_requests r WHERE r.tell_at IS NOT NULL AND r.tell_at <= '2026-03-03'`,
    );
    assert.match(JSON.stringify(plan), /subject_requests_untold/);
  });
});
