import assert from 'node:assert/strict';
import type { RuleViolation } from '../../../domain/ruleViolation.ts';
import { CountedEndRow } from '../../../models/countedEnd.ts';
import { DeadlineRow } from '../../../models/deadline.ts';
import type { By } from '../../../models/desk.ts';
import { verifyChains } from '../../../models/event/verify.ts';
import { Event } from '../../../models/event.ts';
import { Letter } from '../../../models/letter.ts';
import { extendDeadline } from '../../../models/subjectRequest/extension.ts';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import { confirmMailbox } from '../../../models/subjectRequest/mailbox.ts';
import { merge, unmerge } from '../../../models/subjectRequest/merge.ts';
import { relate } from '../../../models/subjectRequest/relate.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { mailboxTokenOf } from '../../../models/submission/links.ts';
import { standingOf } from '../../../models/submission/page.ts';
import { Submission } from '../../../models/submission.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';
import { lettersGoOut } from '../../support/post.ts';
import { answeredByPost, receive, received, staffMemberOf } from '../../support/requests.ts';

let desk: TestDesk;
let dpo: By;

const reload = async ({ id }: { id: number }) => SubjectRequest.findByPk(id, { rejectOnEmpty: true });
const refusal = (work: Promise<unknown>): Promise<RuleViolation> =>
  work.then(
    () => assert.fail('nothing stood in the way'),
    (error) => error,
  );

/** Looks at what would happen, then does it. */
async function mergeTwo(one: SubjectRequest, other: SubjectRequest, by = dpo): Promise<void> {
  const target = { reference: one.reference };
  const seen = await refusal(merge(desk, by, target, { other: other.reference }));
  assert.equal(seen.code, 'merge-unconfirmed');
  await merge(desk, by, target, { other: other.reference, shown: String(seen.data.seen), confirmed: true });
}

const why = async (one: SubjectRequest, other: SubjectRequest) =>
  (await refusal(merge(desk, dpo, { reference: one.reference }, { other: other.reference }))).code;

const promisesOf = async ({ id }: SubjectRequest) =>
  (await DeadlineRow.findAll({ where: { requestId: id, advisory: false }, order: ['id'] })).map(
    ({ clock, pack, state, dueOn }) => `${clock} ${pack} ${state} ${dueOn}`,
  );

describe('Two requests that are one', () => {
  let first: SubjectRequest;
  let again: SubjectRequest;

  beforeEach(async () => {
    desk = await deskForTests();
    dpo = await staffMemberOf(desk, desk.organisation);
    first = await received(desk, desk.organisation, { rights: ['access'] }); // Monday 2 March 2026
    desk.clock.set('2026-03-09T09:00:00Z');
    again = await received(desk, desk.organisation, { rights: ['access'] });
  });

  it('are merged into the one received first; the promises of both stay, each counted from its own receipt', async () => {
    assert.deepEqual(await promisesOf(first), ['reply gdpr-eu@2018 running 2026-04-02']);
    await mergeTwo(again, first);
    [first, again] = [await reload(first), await reload(again)];
    assert.deepEqual([again.status, again.outcome, again.nextLateAt], ['closed', 'merged', null]);
    assert.deepEqual([first.status, first.nextDueOn], ['open', '2026-04-02']);
    assert.deepEqual(await promisesOf(first), [
      'reply gdpr-eu@2018 running 2026-04-02',
      `reply gdpr-eu@2018+${again.reference} running 2026-04-09`,
    ]);
    assert.equal(await CountedEndRow.count({ where: { standing: ['late', 'unanswered-late'] } }), 0);
    for (const { id } of [first, again])
      assert.equal(await Event.count({ where: { requestId: id, kind: 'merged' } }), 1);
    assert.match(first.searchText, new RegExp(again.reference.toLowerCase().replaceAll('-', '')));
  });

  it('are answered once: the answer meets the promises of both', async () => {
    await mergeTwo(first, again);
    await answeredByPost(desk, dpo, first);
    assert.deepEqual(await promisesOf(await reload(first)), [
      'reply gdpr-eu@2018 met 2026-04-02',
      `reply gdpr-eu@2018+${again.reference} met 2026-04-09`,
    ]);
    assert.equal((await reload(first)).status, 'answered');
    const { joined, deadlines } = await standingOf(desk, await reload(again));
    assert.equal(joined?.kept.reference, first.reference);
    assert.deepEqual(
      deadlines.map(({ pack, state, dueOn }) => [pack, state, dueOn]),
      [['gdpr-eu@2018', 'met', '2026-04-09']],
    );
  });

  it('each keep their own extension: one announced before moves no date of the other', async () => {
    const sending = { by: 'post' as const, postedAt: desk.clock(), proof: 'RR 1', seen: 'moves' as const };
    await extendDeadline(
      desk,
      dpo,
      { reference: first.reference },
      { ground: 'number', reason: 'Many', sending },
    );
    desk.clock.set('2026-03-10T09:00:00Z');
    await mergeTwo(first, again);
    assert.deepEqual(await promisesOf(first), [
      'reply gdpr-eu@2018 running 2026-06-02',
      `reply gdpr-eu@2018+${again.reference} running 2026-04-09`,
    ]);
    assert.equal((await reload(first)).nextDueOn, '2026-04-09', 'the queue shows the earliest');
  });

  it('are taken apart: both go on with their own dates, and what was answered meanwhile stays with the one that was kept', async () => {
    await mergeTwo(first, again);
    await answeredByPost(desk, dpo, first);
    await unmerge(desk, dpo, { reference: again.reference }, { reason: 'Two people' });
    [first, again] = [await reload(first), await reload(again)];
    assert.deepEqual([first.status, again.status, again.outcome], ['answered', 'open', null]);
    assert.equal(again.nextDueOn, '2026-04-09');
    assert.deepEqual(await promisesOf(again), ['reply gdpr-eu@2018 running 2026-04-09']);
    assert.deepEqual(
      (await promisesOf(first)).map((line) => line.split(' ')[2]),
      ['met', 'met'],
    );
    for (const { id } of [first, again]) {
      assert.equal(await Event.count({ where: { requestId: id, kind: 'unmerged' } }), 1);
      assert.equal((await verifyChains(desk)).firstBroken, null);
    }
    assert.doesNotMatch(first.searchText, new RegExp(again.reference.toLowerCase()));
    assert.equal(await why(first, again), 'merge-not-open');
  });

  it('that nobody has confirmed never takes anything from a verified one: nothing is sent to its mailbox or shown on its page', async () => {
    await confirmIdentity(desk, dpo, { reference: first.reference }, { method: 'log-in', note: '' });
    desk.clock.set('2026-03-01T09:00:00Z');
    const { requests } = await receive(desk, desk.organisation, {
      rights: ['access'],
      person: { name: 'Ada Example', email: 'stranger@example.org' },
    });
    const strange = requests[0] as SubjectRequest;
    desk.clock.set('2026-03-10T09:00:00Z');
    const letters = () => Letter.count({ where: { requestId: strange.id } });
    const [before, seen] = [await letters(), await standingOf(desk, strange)];
    await mergeTwo(strange, first);
    assert.equal((await reload(strange)).outcome, 'merged', 'received earlier, and not kept');
    assert.equal((await reload(first)).identityConfirmedAt === null, false);
    assert.equal(await letters(), before, 'no letter was ordered to it');
    const after = await standingOf(desk, await reload(strange));
    assert.equal(after.joined, undefined);
    assert.equal(after.request.status, 'unverified');
    const dates = (each: typeof seen) =>
      each.deadlines.map(({ clock, state, dueOn }) => [clock, state, dueOn]);
    assert.deepEqual(dates(after), dates(seen));
    const kept = await standingOf(desk, await reload(first));
    assert.ok(
      kept.deadlines.every(({ pack }) => !pack.includes('+')),
      'nor does the page of the kept one tell of it',
    );
  });

  it('go on by themselves once the owner of an unconfirmed one opens the link in another mailbox', async () => {
    const formKey = 'the-form-of-a-stranger';
    const { requests } = await receive(desk, desk.organisation, {
      formKey,
      rights: ['access'],
      person: { name: 'Ada Example', email: 'other@example.org' },
    });
    const other = requests[0] as SubjectRequest;
    await mergeTwo(first, other);
    assert.equal((await reload(other)).outcome, 'merged');
    await confirmMailbox(desk, mailboxTokenOf(desk, formKey));
    assert.deepEqual([(await reload(other)).status, (await reload(other)).outcome], ['open', null]);
    assert.deepEqual(
      (await promisesOf(first)).map((line) => line.split(' ')[2]),
      ['running', 'cancelled'],
    );
    assert.ok((await Submission.count()) > 0);
  });

  it('stay apart where each was confirmed by somebody and nothing shows that it was one person', async () => {
    const other = await received(desk, desk.organisation, {
      rights: ['access'],
      person: { name: 'Ada Example', email: 'ada@elsewhere.example' },
    });
    assert.equal(await why(first, other), 'merge-unproven');
    for (const { reference } of [first, other])
      await confirmIdentity(desk, dpo, { reference }, { method: 'log-in', note: '' });
    assert.equal(await why(first, other), 'merge-unconfirmed');
  });

  it('are not merged across rights, clients, organisations, or against what was said of them', async () => {
    assert.equal(await why(first, await received(desk, desk.organisation)), 'merge-other-right');
    assert.equal(await why(first, first), 'same-request');
    const theirs = await received(desk, await anotherOrganisation(desk), { rights: ['access'] });
    assert.equal(await why(first, theirs), 'no-such-request');
    await relate(desk, dpo, { reference: first.reference }, { other: again.reference, as: 'not-same' });
    assert.equal(await why(first, again), 'merge-said-not-same');
  });

  it('keep their letters under way: a notice of an extension that goes out later moves the date of the one that it is about', async () => {
    const notice = { ground: 'number' as const, reason: 'Many', sending: { by: 'mail' as const } };
    await extendDeadline(desk, dpo, { reference: again.reference }, notice);
    const states = async () =>
      (await Letter.findAll({ where: { requestId: again.id }, order: ['id'] })).map(({ state }) => state);
    const before = await states();
    await mergeTwo(first, again);
    assert.deepEqual(await states(), before);
    await lettersGoOut(desk);
    assert.deepEqual(await promisesOf(first), [
      'reply gdpr-eu@2018 running 2026-04-02',
      `reply gdpr-eu@2018+${again.reference} running 2026-06-09`,
    ]);
  });

  it('are merged once if two people do it at the same moment', async () => {
    const other = await staffMemberOf(desk, desk.organisation);
    const seen = await refusal(merge(desk, dpo, { reference: first.reference }, { other: again.reference }));
    const given = { shown: String(seen.data.seen), confirmed: true };
    const done = await Promise.allSettled([
      merge(desk, dpo, { reference: first.reference }, { other: again.reference, ...given }),
      merge(desk, other, { reference: again.reference }, { other: first.reference, ...given }),
    ]);
    assert.deepEqual(done.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    assert.equal(await Event.count({ where: { kind: 'merged' } }), 2);
  });
});
