import assert from 'node:assert/strict';
import type { Right } from '../../../domain/rights.ts';
import type { By } from '../../../models/desk.ts';
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
