import assert from 'node:assert/strict';
import type { By } from '../../../models/desk.ts';
import { Event } from '../../../models/event.ts';
import { Fact } from '../../../models/fact.ts';
import { overrideClock } from '../../../models/organisation/overrides.ts';
import { assign } from '../../../models/subjectRequest/assignment.ts';
import {
  applyPresentBasis,
  type EndedPromises,
  outdatedRequests,
  previewDigest,
} from '../../../models/subjectRequest/basis.ts';
import { close } from '../../../models/subjectRequest/closure.ts';
import { countRequests } from '../../../models/subjectRequest/counts.ts';
import { extendDeadline, undoExtension } from '../../../models/subjectRequest/extension.ts';
import { cancelClock, fulfil, undoFulfilment } from '../../../models/subjectRequest/fulfilment.ts';
import { listRequests } from '../../../models/subjectRequest/listing.ts';
import { readRequest } from '../../../models/subjectRequest/page.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { appForTests, signedIn } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { lettersGoOut } from '../../support/post.ts';
import { promiseBy } from '../../support/promises.ts';
import { answeredByPost, deadlineOfClock, received, staffMemberOf } from '../../support/requests.ts';

const DELETION = 'account-deletion@scalingo-privacy@2015';
const PURGE = 'other-data-deletion@scalingo-privacy@2015';

describe('A promise that was made stays when the policy changes', () => {
  let desk: TestDesk;
  let dpo: By;
  let request: SubjectRequest;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    await promiseBy(desk, 'scalingo-privacy@2015');
    dpo = await staffMemberOf(desk, desk.organisation);
    request = await received(desk, desk.organisation);
    desk.clock.set('2026-03-06T09:00:00Z'); // the deletion was promised by 3 March, 09:00
  });

  const target = () => ({ reference: request.reference });
  const policyBecomes = async (policy: string, ending?: EndedPromises) => {
    await promiseBy(desk, policy);
    await applyPresentBasis(desk, dpo, { seen: previewDigest(await outdatedRequests(desk, dpo)), ending });
    await request.reload();
  };
  const clock = (name: string, pack: string) => deadlineOfClock(request, name, pack);
  const outcome = async () => {
    const [outdated] = await outdatedRequests(desk, dpo);
    return outdated?.differences.map(({ effect, was, is }) => [effect, (is ?? was)?.clock]);
  };

  it('keeps the late clock in the row, the status, the queue and its count, and on the page', async () => {
    await policyBecomes('gdpr-eu');
    assert.equal(request.policyId, 'gdpr-eu');
    assert.equal((await clock('account-deletion', 'scalingo-privacy@2015'))?.state, 'running');
    assert.equal(request.nextLateAt?.toISOString(), '2026-03-03T09:00:00.000Z');
    const { rows } = await listRequests(desk, dpo, { view: 'overdue', sort: 'deadline' });
    assert.deepEqual(
      rows.map(({ reference, nextTitle }) => [reference, JSON.parse(nextTitle ?? '{}').en]),
      [[request.reference, 'Close the account and delete its data']],
    );
    const until = { tomorrow: new Date('2026-03-07T00:00:00Z'), weekEnd: new Date('2026-03-13T00:00:00Z') };
    assert.equal((await countRequests(desk, dpo, until)).views.overdue, 1);
    const page = await readRequest(desk, dpo, request.reference, 'dpo');
    const kept = page.deadlines.filter(({ former }) => former).map(({ clock, pack }) => `${clock}@${pack}`);
    assert.deepEqual(kept, [DELETION, PURGE]);
  });

  it('says of a policy that comes back what is new, and moves nothing that had ended', async () => {
    await policyBecomes('gdpr-eu');
    await policyBecomes('camunda-dpa'); // which knows no extension
    await promiseBy(desk, 'ccpa');
    const days = (await outcome())?.filter(([, name]) => name === 'extension-notice');
    assert.deepEqual(days, [['new', 'extension-notice']]);
    await policyBecomes('gdpr-eu');
    await policyBecomes('camunda-dpa');
    await promiseBy(desk, 'gdpr-eu');
    const back = (await outcome())?.filter(([effect]) => effect !== 'ends');
    assert.deepEqual(back, [
      ['new', 'extension-notice'],
      ['new', 'refusal-notice'],
    ]);
  });

  it('has its answer due when the first policy promised it, not later when the next does', async () => {
    await policyBecomes('gdpr-eu');
    assert.equal(request.replyDueOn, '2026-04-02');
    await policyBecomes('ccpa'); // 45 days: 16 April
    assert.equal(request.replyDueOn, '2026-04-02');
    desk.clock.set('2026-04-09T09:00:00Z');
    await answeredByPost(desk, dpo, request);
    await request.reload();
    assert.deepEqual([request.replyDueOn, request.daysLate], ['2026-04-02', 7]);
    const { text } = await (await signedIn(appForTests(desk), 'dpo')).get(`/requests/${request.reference}`);
    assert.match(
      text,
      /Answered on Thursday 9 April 2026, 7 days late; the answer was due by Thursday 2 April 2026/,
    );
  });

  it('cannot be closed over a promise of a former policy, until it is kept', async () => {
    await policyBecomes('gdpr-eu');
    await answeredByPost(desk, dpo, request);
    await request.reload();
    assert.equal(request.status, 'purge-pending');
    await assert.rejects(close(desk, dpo, target(), { reason: '' }), { code: 'promise-open' });
    for (const key of [DELETION, PURGE]) {
      const done = {
        done: 'Deleted',
        doneAt: desk.clock(),
        proof: 'Ticket 1',
        unconfirmed: 'Known to us',
        files: [],
      };
      await fulfil(desk, dpo, target(), key, done);
    }
    await close(desk, dpo, target(), { reason: '' });
    await request.reload();
    assert.equal(request.status, 'closed');
    assert.equal((await clock('account-deletion', 'scalingo-privacy@2015'))?.state, 'met');
  });

  it('says per request what moves, what ends and what is new, and only that', async () => {
    const other = await received(desk, desk.organisation, { rights: ['access'] });
    await promiseBy(desk, 'gdpr-eu');
    assert.deepEqual(await outcome(), []);
    const [, second] = await outdatedRequests(desk, dpo);
    assert.equal(second?.request.reference, other.reference);
    assert.deepEqual(second?.differences, []);
    await promiseBy(desk, 'uk-gdpr');
    await desk.organisation.update({ calendar: 'GB-ENG', zone: 'Europe/London' });
    assert.deepEqual(await outcome(), [
      ['moves', 'reply'],
      ['moves', 'extension-notice'],
      ['moves', 'refusal-notice'],
      ['moves', 'other-data-deletion'],
      ['new', 'reply'],
    ]);
    await promiseBy(desk, 'ccpa');
    const ended = (await outcome())?.filter(([effect]) => effect === 'ends');
    assert.deepEqual(ended, [['ends', 'refusal-notice']]); // a row to plan by: no promise
  });

  it('ends by a person with a reason, which is kept, and by nothing else', async () => {
    const promises = [{ clock: 'account-deletion', pack: 'scalingo-privacy@2015' }];
    await promiseBy(desk, 'gdpr-eu');
    await assert.rejects(policyBecomes('gdpr-eu', { promises, reason: ' ' }), { code: 'reason-missing' });
    await policyBecomes('gdpr-eu', { promises, reason: 'The product was withdrawn' });
    assert.equal((await clock('account-deletion', 'scalingo-privacy@2015'))?.state, 'cancelled');
    assert.equal((await clock('other-data-deletion', 'scalingo-privacy@2015'))?.state, 'running');
    const where = { requestId: request.id, kind: 'clock-cancelled' };
    const [event] = await Event.findAll({ where });
    assert.deepEqual(JSON.parse(event?.data ?? ''), promises[0]);
    await cancelClock(desk, dpo, target(), PURGE, { reason: 'Told by phone' });
    assert.equal((await clock('other-data-deletion', 'scalingo-privacy@2015'))?.state, 'cancelled');
  });

  it('tells promises of the same name apart by the policy that made them: one kept is not the other', async () => {
    const first = desk.packs.find(({ id, version }) => id === 'scalingo-privacy' && version === '2015');
    assert.ok(first);
    desk.packs.push({ ...first, version: '2015-b' });
    await policyBecomes('scalingo-privacy@2015-b');
    const done = {
      done: 'Deleted',
      doneAt: desk.clock(),
      proof: 'Ticket 1',
      unconfirmed: 'Known to us',
      files: [],
    };
    await fulfil(desk, dpo, target(), DELETION, done);
    const states = async () => [
      (await clock('account-deletion', 'scalingo-privacy@2015'))?.state,
      (await clock('account-deletion', 'scalingo-privacy@2015-b'))?.state,
    ];
    assert.deepEqual(await states(), ['met', 'running']);
    await cancelClock(desk, dpo, target(), 'account-deletion', { reason: 'Said twice' });
    assert.deepEqual(await states(), ['met', 'cancelled']);
    await undoFulfilment(desk, dpo, target(), DELETION);
    assert.deepEqual(await states(), ['running', 'cancelled']);
  });

  it('changed twice keeps each promise once, and changed back makes it the policy’s own again', async () => {
    await policyBecomes('gdpr-eu');
    await policyBecomes('clever-cloud-privacy@2022');
    assert.equal((await clock('account-deletion', 'scalingo-privacy@2015'))?.former, true);
    await policyBecomes('scalingo-privacy@2015');
    const row = await clock('account-deletion', 'scalingo-privacy@2015');
    assert.deepEqual([row?.former, row?.state], [false, 'running']);
    assert.equal(row?.lateAt?.toISOString(), '2026-03-03T09:00:00.000Z');
  });

  it('keeps the organisation’s own number of the time, whatever it is later', async () => {
    const own = { clock: 'account-deletion', period: 'PT48H', from: '2026-03-01', reason: 'Two days' };
    await overrideClock(desk, dpo, own);
    await policyBecomes('scalingo-privacy@2015');
    assert.equal(request.nextLateAt?.toISOString(), '2026-03-04T09:00:00.000Z');
    await policyBecomes('gdpr-eu');
    assert.equal(request.nextLateAt?.toISOString(), '2026-03-04T09:00:00.000Z');
  });

  it('finds again what a desk had dropped before: a row that its policy does not know', async () => {
    await request.update({ policyId: 'gdpr-eu', policyVersion: '2018', nextLateAt: null, nextClock: null });
    await promiseBy(desk, 'gdpr-eu');
    await assign(desk, dpo, target(), null);
    await request.reload();
    assert.equal(request.nextLateAt?.toISOString(), '2026-03-03T09:00:00.000Z');
  });

  it('owes the reply of a former policy by its date where the present one has none, and can extend it', async () => {
    await policyBecomes('gdpr-eu');
    await policyBecomes('camunda-dpa@2021');
    assert.equal(request.replyDueOn, '2026-04-02');
    const ground = { ground: 'number' as const, reason: 'Thirty requests' };
    await extendDeadline(desk, dpo, target(), { ...ground, sending: { by: 'mail' } });
    await lettersGoOut(desk);
    assert.deepEqual([(await request.reload()).replyDueOn, request.extension], ['2026-06-02', 'announced']);
    await undoExtension(desk, dpo, target());
    desk.clock.set('2026-04-10T09:00:00Z');
    await answeredByPost(desk, dpo, request);
    const { replyDueOn, late } = await request.reload();
    assert.deepEqual([replyDueOn, JSON.parse(late ?? '{}').clock], ['2026-04-02', 'reply']);
    const app = appForTests(desk);
    const { text } = await (await signedIn(app, 'dpo')).get(`/requests/${request.reference}`);
    assert.match(
      text,
      /Answered on Friday 10 April 2026, 8 days late; the answer was due by Thursday 2 April 2026/,
    );
    assert.doesNotMatch(text, /Answered on Friday 10 April 2026, in time/);
  });

  it('applies only what was shown: something that changed meanwhile is shown first', async () => {
    await promiseBy(desk, 'gdpr-eu');
    const seen = previewDigest(await outdatedRequests(desk, dpo));
    await received(desk, desk.organisation, { formKey: 'another' });
    await promiseBy(desk, 'uk-gdpr');
    await assert.rejects(applyPresentBasis(desk, dpo, { seen }), { code: 'preview-outdated' });
    assert.equal(await Fact.count({ where: { requestId: request.id, name: 'clock-cancelled' } }), 0);
  });
});
