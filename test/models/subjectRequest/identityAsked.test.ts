import assert from 'node:assert/strict';
import type { Right } from '../../../domain/rights.ts';
import type { By } from '../../../models/desk.ts';
import { Event } from '../../../models/event.ts';
import { Fact } from '../../../models/fact.ts';
import { Letter } from '../../../models/letter.ts';
import { answer } from '../../../models/subjectRequest/answer.ts';
import { fulfil } from '../../../models/subjectRequest/fulfilment.ts';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import { confirmMailbox } from '../../../models/subjectRequest/mailbox.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { mailboxTokenOf } from '../../../models/submission/links.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { promiseBy } from '../../support/promises.ts';
import { receive, received, staffMemberOf } from '../../support/requests.ts';

let desk: TestDesk;
let dpo: By;
const to = ({ reference }: SubjectRequest) => ({ reference });
const sending = { by: 'mail' as const };
const unconfirmed = 'Her handwriting and her account of twenty years';
const reply = { text: 'Done.', nothingHeld: '', files: [], sending };

async function open(): Promise<void> {
  desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
  await promiseBy(desk, 'scalingo-privacy@2015');
  dpo = await staffMemberOf(desk, desk.organisation);
}
const asked = async (...rights: Right[]) => {
  const { requests, submission } = await receive(desk, desk.organisation, { rights });
  return { requests, confirm: () => confirmMailbox(desk, mailboxTokenOf(desk, submission.formKey)) };
};
const confirmedIn = async (requests: SubjectRequest[]) => {
  for (const request of requests) await request.reload();
  return requests.map(({ identityMethod }) => identityMethod);
};

describe('An identity by the mailbox', () => {
  beforeEach(open);

  it('needs a mailbox that was confirmed', async () => {
    const { requests, confirm } = await asked('access');
    const [request] = requests as [SubjectRequest];
    const byMailbox = () => confirmIdentity(desk, dpo, to(request), { method: 'mailbox', note: '' });
    await assert.rejects(byMailbox(), { code: 'mailbox-unconfirmed', field: 'method' });
    await confirm();
    await byMailbox();
    assert.deepEqual(await confirmedIn([request]), ['mailbox']);
  });

  it('is none of a letter that was logged by hand, whatever address stands in it', async () => {
    const request = await received(desk, desk.organisation, { channel: 'mail' });
    await assert.rejects(confirmIdentity(desk, dpo, to(request), { method: 'mailbox', note: '' }), {
      code: 'mailbox-unconfirmed',
    });
  });
});

describe('What is done without a confirmed identity (Art. 12(6))', () => {
  beforeEach(open);

  it('needs a reason: an answer, which keeps it sealed, with a mark in the log', async () => {
    const request = await received(desk, desk.organisation);
    const missing = { code: 'unconfirmed-reason-missing', field: 'unconfirmed' };
    await assert.rejects(answer(desk, dpo, to(request), reply), missing);
    await assert.rejects(answer(desk, dpo, to(request), { ...reply, unconfirmed: ' ' }), missing);
    await answer(desk, dpo, to(request), { ...reply, unconfirmed });
    const event = await Event.findOne({ where: { kind: 'answer-decided' }, rejectOnEmpty: true });
    assert.equal(JSON.parse(event.data).unconfirmed, true);
    assert.doesNotMatch(event.data, /handwriting/);
    const fact = await Fact.findOne({ where: { name: 'answer-decided' }, rejectOnEmpty: true });
    assert.doesNotMatch(String(fact.detail), /handwriting/);
  });

  it('needs a reason: a deletion that is recorded', async () => {
    const request = await received(desk, desk.organisation);
    const deed = { done: 'Deleted', doneAt: desk.clock(), proof: 'A log line', files: [] };
    const record = (more = {}) => fulfil(desk, dpo, to(request), 'account-deletion', { ...deed, ...more });
    await assert.rejects(record(), { code: 'unconfirmed-reason-missing', field: 'unconfirmed' });
    await record({ unconfirmed });
    const event = await Event.findOne({ where: { kind: 'fulfilled' }, rejectOnEmpty: true });
    assert.equal(JSON.parse(event.data).unconfirmed, true);
  });

  it('needs none once it is confirmed, nor where no advertising and no consent are left', async () => {
    const erasure = await received(desk, desk.organisation);
    await confirmIdentity(desk, dpo, to(erasure), { method: 'question', note: '' });
    await answer(desk, dpo, to(erasure), reply);
    const objection = await received(desk, desk.organisation, {
      rights: ['marketing-objection'],
      channel: 'post',
    });
    await answer(desk, dpo, to(objection), reply);
    const told = await Event.findAll({ where: { kind: 'answer-decided' }, raw: true });
    assert.ok(told.every(({ data }) => !('unconfirmed' in JSON.parse(data))));
  });

  it('is never data that is handed out, whatever the reason', async () => {
    const request = await received(desk, desk.organisation, { rights: ['access'] });
    const given = answer(desk, dpo, to(request), { ...reply, nothingHeld: 'None', unconfirmed });
    await assert.rejects(given, { code: 'identity-not-confirmed' });
  });
});

describe('Requests that were asked together', () => {
  beforeEach(open);

  it('are confirmed together, each in its own log, or one alone', async () => {
    const { requests } = await asked('access', 'erasure', 'objection');
    const [first, second] = requests as [SubjectRequest, SubjectRequest];
    await confirmIdentity(desk, dpo, to(first), { method: 'document', note: '' });
    assert.deepEqual(await confirmedIn(requests), ['document', null, null]);
    await confirmIdentity(desk, dpo, to(second), { method: 'question', note: '', of: 'all' });
    assert.deepEqual(await confirmedIn(requests), ['document', 'question', 'question']);
    assert.equal(await Event.count({ where: { kind: 'identity-confirmed' } }), 3);
  });

  it('are answered apart, unless somebody names them: then each has its own letter and log', async () => {
    const { requests, confirm } = await asked('erasure', 'objection', 'restriction');
    await confirm();
    const [first, second, third] = requests as [SubjectRequest, SubjectRequest, SubjectRequest];
    await confirmIdentity(desk, dpo, to(first), { method: 'document', note: '', of: 'all' });
    await answer(desk, dpo, to(first), { ...reply, with: [third.reference] });
    const letters = await Letter.findAll({ where: { kind: 'answer' }, order: ['id'] });
    assert.deepEqual(
      letters.map(({ requestId }) => requestId),
      [first.id, third.id],
    );
    const events = await Event.findAll({ where: { kind: 'answer-decided' }, raw: true });
    assert.deepEqual(new Set(events.map(({ requestId }) => requestId)), new Set([first.id, third.id]));
    await answer(desk, dpo, to(second), reply);
  });

  it('are answered all or none: one that cannot be, or that was not asked with it, stops both', async () => {
    const { requests, confirm } = await asked('erasure', 'access');
    await confirm();
    const [first, second] = requests as [SubjectRequest, SubjectRequest];
    const stranger = await received(desk, desk.organisation);
    const together = (other: SubjectRequest) =>
      answer(desk, dpo, to(first), { ...reply, unconfirmed, with: [other.reference] });
    await assert.rejects(together(stranger), { code: 'not-answered-together', field: 'with' });
    await assert.rejects(together(second), { field: 'with' });
    assert.equal(await Letter.count({ where: { kind: 'answer' } }), 0);
  });
});
