import assert from 'node:assert/strict';
import type { By } from '../../../models/desk.ts';
import { Event } from '../../../models/event.ts';
import { Fact } from '../../../models/fact.ts';
import { fulfil } from '../../../models/subjectRequest/fulfilment.ts';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { answer } from '../../support/answering.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { promiseBy } from '../../support/promises.ts';
import { received, staffMemberOf } from '../../support/requests.ts';

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
