import assert from 'node:assert/strict';
import { byPerson } from '../../../models/desk.ts';
import { Letter } from '../../../models/letter.ts';
import { refuse } from '../../../models/subjectRequest/refusal.ts';
import { withdraw } from '../../../models/subjectRequest/withdrawal.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { received, staffMemberOf } from '../../support/requests.ts';

describe('A request that the person withdraws', () => {
  let desk: TestDesk;
  const lettersOf = async (requestId: number) => {
    const letters = await Letter.findAll({ where: { requestId, recipient: 'person' }, order: ['id'] });
    return letters.map(({ kind, channel, state }) => `${kind} ${channel} ${state}`);
  };

  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
  });

  it('is closed as withdrawn; a decision that had not gone out stays here, and a receipt goes out', async () => {
    const dpo = await staffMemberOf(desk, desk.organisation);
    const request = await received(desk, desk.organisation);
    const target = { reference: request.reference };
    const sending = { by: 'mail' as const };
    await refuse(desk, dpo, target, { scope: 'whole', ground: 'legal-claims', reason: 'A claim', sending });
    await withdraw(desk, byPerson(desk.organisation.id), target, { reason: '' });
    const { status, outcome } = await request.reload();
    assert.deepEqual([status, outcome], ['closed', 'withdrawn']);
    assert.deepEqual(await lettersOf(request.id), [
      'receipt mail queued',
      'refusal mail cancelled',
      'withdrawal-receipt mail queued',
    ]);
  });

  it('has its receipt prepared on paper where the person gave a postal address alone', async () => {
    const dpo = await staffMemberOf(desk, desk.organisation);
    const request = await received(desk, desk.organisation, {
      channel: 'post',
      person: { name: 'Ada Example' },
      details: { about: 'Delete it', postalAddress: '1 Example Street' },
    });
    await withdraw(desk, dpo, { reference: request.reference }, { reason: 'By phone' });
    assert.deepEqual((await lettersOf(request.id)).at(-1), 'withdrawal-receipt post queued');
  });
});
