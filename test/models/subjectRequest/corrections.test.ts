import assert from 'node:assert/strict';
import { DeadlineRow } from '../../../models/deadline.ts';
import type { By } from '../../../models/desk.ts';
import { Event } from '../../../models/event.ts';
import { Fact } from '../../../models/fact.ts';
import { Letter } from '../../../models/letter.ts';
import { correctPerson } from '../../../models/subjectRequest/correctPerson.ts';
import { correctRight } from '../../../models/subjectRequest/correctRight.ts';
import { cancelClock } from '../../../models/subjectRequest/fulfilment.ts';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import { detailsOf } from '../../../models/subjectRequest/sealed.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { submissionByStatusToken } from '../../../models/submission/find.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { promiseBy } from '../../support/promises.ts';
import { deadlinesByClock, receive, received, staffMemberOf } from '../../support/requests.ts';

let desk: TestDesk;
let dpo: By;
const reason = 'She spells it so in her letter';
const to = ({ reference }: SubjectRequest) => ({ reference });
const known = 'She called from her account';

async function open(): Promise<void> {
  desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
  await promiseBy(desk, 'scalingo-privacy@2015');
  dpo = await staffMemberOf(desk, desk.organisation);
}

describe('Who asks is corrected (Art. 5(1)(d))', () => {
  beforeEach(open);

  it('on every request that was asked together, and found by the new name alone', async () => {
    const { requests } = await receive(desk, desk.organisation, { rights: ['access', 'erasure'] });
    const [first, second] = requests as [SubjectRequest, SubjectRequest];
    const noted = { personName: ' Ada  Exemple ', customerNumber: 'C-7', postalAddress: '1 rue X\n67000 Y' };
    await correctPerson(desk, dpo, to(first), { noted, reason });
    for (const request of [first, second]) {
      await request.reload();
      assert.equal(request.personName, 'Ada Exemple');
      assert.match(request.searchText, /ada exemple/);
      assert.deepEqual(detailsOf(desk, request), {
        about: 'Please delete my account and everything in it.',
        customerNumber: 'C-7',
        postalAddress: '1 rue X\n67000 Y',
      });
    }
  });

  it('leaves its own event in each log, which says what was corrected and no word of it', async () => {
    const { requests } = await receive(desk, desk.organisation, { rights: ['access', 'erasure'] });
    const [first] = requests as [SubjectRequest];
    await correctPerson(desk, dpo, to(first), {
      noted: { personName: 'Ada Exemple', language: 'fr' },
      reason,
    });
    const events = await Event.findAll({ where: { kind: 'person-corrected' }, raw: true });
    assert.equal(events.length, 2);
    for (const { data, actor } of events) {
      assert.equal(JSON.parse(data).fields, 'personName language');
      assert.doesNotMatch(data, /Ada|Exemple/);
      assert.equal(actor, dpo.actor);
    }
  });

  it('keeps the wrong value sealed', async () => {
    const request = await received(desk, desk.organisation);
    await correctPerson(desk, dpo, to(request), { noted: { personName: 'Ada Exemple' }, reason });
    const fact = await Fact.findOne({ where: { name: 'person-corrected' }, rejectOnEmpty: true });
    assert.doesNotMatch(String(fact.detail), /Ada/);
  });

  it('asks for a reason, for a name, and for something that differs', async () => {
    const request = await received(desk, desk.organisation);
    const correct = (noted: object, why = reason) =>
      correctPerson(desk, dpo, to(request), { noted, reason: why });
    await assert.rejects(correct({ personName: 'B' }, ' '), { code: 'reason-missing', field: 'reason' });
    await assert.rejects(correct({ personName: ' ' }), { code: 'person-missing', field: 'personName' });
    await assert.rejects(correct({ personName: '--' }), { code: 'name-without-letters' });
    await assert.rejects(correct({ behalfRelation: 'Her son' }), { code: 'behalf-name-missing' });
    await assert.rejects(correct({ personName: 'Ada Example' }), { code: 'nothing-corrected' });
  });
});

describe('Another address is another mailbox', () => {
  beforeEach(open);

  it('is not confirmed, ends the links of the former one, and gets the receipt with its own', async () => {
    const { requests, statusToken } = await receive(desk, desk.organisation);
    const [request] = requests as [SubjectRequest];
    await Letter.update({ state: 'sent' }, { where: {} });
    await correctPerson(desk, dpo, to(request), { noted: { email: 'ada@example.com' }, known, reason });
    assert.equal((await request.reload()).personEmail, 'ada@example.com');
    assert.equal(await Fact.count({ where: { name: 'mailbox-confirmed', undoneAt: null } }), 0);
    assert.equal(await submissionByStatusToken(dpo, statusToken), undefined);
    assert.equal(await Letter.count({ where: { kind: 'receipt', state: 'queued' } }), 1);
  });

  it('takes back an identity that rested on the former one, and no other', async () => {
    const one = await received(desk, desk.organisation);
    const two = await received(desk, desk.organisation);
    await confirmIdentity(desk, dpo, to(one), { method: 'mailbox', note: '' });
    await confirmIdentity(desk, dpo, to(two), { method: 'in-person', note: '' });
    for (const request of [one, two])
      await correctPerson(desk, dpo, to(request), { noted: { email: 'ada@example.com' }, known, reason });
    assert.equal((await one.reload()).identityConfirmedAt, null);
    assert.ok((await two.reload()).identityConfirmedAt);
    assert.equal(await Event.count({ where: { kind: 'identity-undone' } }), 1);
  });

  it('needs how it is known to be theirs; without an address letters go by post', async () => {
    const request = await received(desk, desk.organisation);
    const correct = (email: string) => correctPerson(desk, dpo, to(request), { noted: { email }, reason });
    await assert.rejects(correct('ada@example.com'), { code: 'address-unknown', field: 'known' });
    await assert.rejects(correct('ada@'), { code: 'email-invalid', field: 'email' });
    await correct('');
    assert.equal((await request.reload()).personEmail, null);
  });

  it('is not for a handler, who may correct the rest', async () => {
    const request = await received(desk, desk.organisation);
    const handler = await staffMemberOf(desk, desk.organisation, 'handler');
    const correct = (noted: object) => correctPerson(desk, handler, to(request), { noted, known, reason });
    await assert.rejects(correct({ email: 'ada@example.com' }), { code: 'not-permitted' });
    await correct({ personName: 'Ada Exemple' });
  });
});

describe('The right is corrected', () => {
  beforeEach(open);

  const seenBy = async (request: SubjectRequest, right: string) => {
    try {
      await correctRight(desk, dpo, to(request), { right, reason, seen: '' });
    } catch (error) {
      const { code, data } = error as {
        code: string;
        data: { seen: string; differences: { effect: string; is?: { clock: string } }[] };
      };
      assert.equal(code, 'right-unconfirmed');
      return data;
    }
    throw new Error('It was applied unseen');
  };

  it('is shown first: what only the wrong right gave ends', async () => {
    const request = await received(desk, desk.organisation);
    const { differences } = await seenBy(request, 'access');
    assert.deepEqual(
      differences.map(({ effect }) => effect).filter((effect) => effect !== 'moves'),
      ['ends', 'ends'],
    );
    assert.equal((await request.reload()).right, 'erasure');
  });

  it('then ends it with the reason, as no longer owed; the date of the answer stays', async () => {
    const request = await received(desk, desk.organisation);
    const before = (await deadlinesByClock(request)).reply?.dueOn;
    const { seen } = await seenBy(request, 'access');
    await correctRight(desk, dpo, to(request), { right: 'access', reason, seen });
    assert.equal((await request.reload()).right, 'access');
    const rows = await deadlinesByClock(request);
    assert.equal(rows['account-deletion']?.state, 'cancelled');
    assert.equal(rows.reply?.dueOn, before);
    const open = await DeadlineRow.count({
      where: { requestId: request.id, state: 'running', former: true },
    });
    assert.equal(open, 0);
    const event = await Event.findOne({ where: { kind: 'right-corrected' }, rejectOnEmpty: true });
    assert.deepEqual(JSON.parse(event.data), { was: 'erasure', is: 'access' });
  });

  it('corrected back, owes again what it owed, late as it was, and shows that first', async () => {
    const request = await received(desk, desk.organisation);
    const correct = async (right: string) => {
      const { seen, differences } = await seenBy(request, right);
      await correctRight(desk, dpo, to(request), { right, reason, seen });
      return differences.map(({ effect, is }) => `${effect} ${is?.clock ?? ''}`.trim());
    };
    desk.clock.advance({ days: 4 });
    await correct('access');
    desk.clock.advance({ minutes: 1 });
    await correct('rectification');
    assert.equal((await deadlinesByClock(request))['account-deletion']?.state, 'cancelled');
    desk.clock.advance({ minutes: 1 });
    assert.deepEqual(await correct('erasure'), ['new account-deletion', 'new other-data-deletion']);
    const rows = await deadlinesByClock(request);
    assert.deepEqual(
      [rows['account-deletion']?.state, rows['other-data-deletion']?.state],
      ['running', 'running'],
    );
    assert.equal((await request.reload()).nextClock, 'account-deletion'); // late since 3 March
    assert.equal(request.nextLateAt?.toISOString(), '2026-03-03T09:00:00.000Z');
  });

  it('corrected back, leaves ended what somebody had ended for another reason', async () => {
    const request = await received(desk, desk.organisation);
    await cancelClock(desk, dpo, to(request), 'account-deletion', { reason: 'There is no account' });
    for (const right of ['access', 'erasure']) {
      desk.clock.advance({ minutes: 1 });
      const { seen } = await seenBy(request, right);
      await correctRight(desk, dpo, to(request), { right, reason, seen });
    }
    const rows = await deadlinesByClock(request);
    assert.deepEqual(
      [rows['account-deletion']?.state, rows['other-data-deletion']?.state],
      ['cancelled', 'running'],
    );
  });

  it('to one that counts at once (Art. 21(3)), waits for no mailbox any more', async () => {
    const [request] = (await receive(desk, desk.organisation, {})).requests as [SubjectRequest];
    assert.equal(request.status, 'unverified');
    const right = 'marketing-objection';
    const { seen } = await seenBy(request, right);
    await correctRight(desk, dpo, to(request), { right, reason, seen });
    assert.equal((await request.reload()).status, 'open');
  });

  it('takes no digest of another moment, nor the right that it has', async () => {
    const request = await received(desk, desk.organisation);
    const { seen } = await seenBy(request, 'access');
    const correct = (right: string) => correctRight(desk, dpo, to(request), { right, reason, seen });
    await assert.rejects(correct('objection'), { code: 'preview-outdated' });
    await assert.rejects(correct('erasure'), { code: 'right-same', field: 'right' });
  });
});
