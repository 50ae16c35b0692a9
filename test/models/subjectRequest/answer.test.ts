import assert from 'node:assert/strict';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import { answer } from '../../support/answering.ts';
import { deskForTests } from '../../support/desk.ts';
import { received, staffMemberOf } from '../../support/requests.ts';

describe('Answering access and portability (Arts. 15(3), 20(1))', () => {
  it('needs a confirmed identity, and a file or a reasoned "we hold nothing"', async () => {
    const desk = await deskForTests();
    const dpo = await staffMemberOf(desk, desk.organisation);
    for (const right of ['access', 'portability'] as const) {
      const { reference } = await received(desk, desk.organisation, { rights: [right] });
      const give = (changes: object) =>
        answer(
          desk,
          dpo,
          { reference },
          {
            text: 'Here.',
            files: [],
            unconfirmed: 'Known to us',
            nothingHeld: '',
            sending: { by: 'mail' },
            ...changes,
          },
        );
      await assert.rejects(give({}), { code: 'identity-not-confirmed' });
      await confirmIdentity(desk, dpo, { reference }, { method: 'mailbox', note: '' });
      await assert.rejects(give({}), { code: 'file-missing' });
      await give({
        unconfirmed: 'Known to us',
        nothingHeld: 'No account under this address, no invoices, no mail.',
      });
    }
  });
});
