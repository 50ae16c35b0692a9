import assert from 'node:assert/strict';
import type { Right } from '../../../domain/rights.ts';
import type { By } from '../../../models/desk.ts';
import { Event } from '../../../models/event.ts';
import { Letter } from '../../../models/letter.ts';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import { confirmMailbox } from '../../../models/subjectRequest/mailbox.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { mailboxTokenOf } from '../../../models/submission/links.ts';
import { answer } from '../../support/answering.ts';
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
