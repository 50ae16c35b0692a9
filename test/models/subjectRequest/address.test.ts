import assert from 'node:assert/strict';
import type { By } from '../../../models/desk.ts';
import { Event } from '../../../models/event.ts';
import { Fact } from '../../../models/fact.ts';
import { Letter } from '../../../models/letter.ts';
import { correctPerson } from '../../../models/subjectRequest/correctPerson.ts';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { submissionByStatusToken } from '../../../models/submission/find.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { promiseBy } from '../../support/promises.ts';
import { receive, received, staffMemberOf } from '../../support/requests.ts';

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
