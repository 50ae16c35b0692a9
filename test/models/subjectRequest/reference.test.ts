import assert from 'node:assert/strict';
import { insertOnce } from '../../../models/database/insert.ts';
import { inTransaction } from '../../../models/database/transaction.ts';
import { newReference, underNewReference } from '../../../models/subjectRequest/reference.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { deskForTests } from '../../support/desk.ts';
import { received } from '../../support/requests.ts';

describe('A reference', () => {
  it('is eight signs that nobody mistakes, and says nothing about how many requests there are', () => {
    const [one, two] = [newReference(), newReference()];
    assert.match(one, /^R-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    assert.notEqual(one, two);
  });

  it('that another request has is drawn again, in the same transaction', async () => {
    const desk = await deskForTests();
    const { id: _, ...first } = (await received(desk, desk.organisation)).get({ plain: true });
    const drawn = [first.reference, first.reference, newReference()];
    const id = await inTransaction(desk.database, () =>
      underNewReference(
        async (reference) => (await insertOnce(SubjectRequest, { ...first, reference })) || undefined,
        () => drawn.shift() as string,
      ),
    );
    const second = await SubjectRequest.findByPk(id, { rejectOnEmpty: true });
    assert.notEqual(second.reference, first.reference);
    assert.deepEqual([drawn.length, await SubjectRequest.count()], [0, 2]);
  });
});
