import assert from 'node:assert/strict';
import { DatabaseError } from 'sequelize';
import { Damaged, isDamage, isDamaged, noteDamage, onDamage } from '../../../models/database/damage.ts';
import { isReadOnlyFault } from '../../../models/database/readOnly.ts';
import { inTransaction } from '../../../models/database/transaction.ts';
import { isUnavailable } from '../../../models/database/unavailable.ts';
import { emptyDatabase } from '../../support/database.ts';

const said = (code: string) => new DatabaseError(Object.assign(new Error(code), { code, sql: '' }));

describe('What a database says of itself', () => {
  for (const [code, means] of [
    ['SQLITE_CORRUPT', 'damaged'],
    ['SQLITE_CORRUPT_INDEX', 'damaged'],
    ['SQLITE_NOTADB', 'damaged'],
    ['XX001', 'damaged'],
    ['XX002', 'damaged'],
    ['SQLITE_READONLY', 'read only'],
    ['25006', 'read only'],
    ['EROFS', 'read only'],
    ['SQLITE_FULL', 'neither'],
    ['SQLITE_BUSY', 'neither'],
    ['XX000', 'neither'],
    ['23505', 'neither'],
  ] as const) {
    it(`is ${means} by ${code}`, () => {
      const error = said(code);
      const is = isDamage(error) ? 'damaged' : isReadOnlyFault(error) ? 'read only' : 'neither';
      assert.equal(is, means);
      if (means === 'damaged') assert.ok(!isUnavailable(error), 'that does not pass');
      if (means === 'read only') assert.ok(isUnavailable(error));
    });
  }

  it('stops all that would write once it says that it is damaged, and is told once', async () => {
    const database = await emptyDatabase();
    const other = Object.create(database) as typeof database; // the damage of a test is not that of the others
    const told: string[] = [];
    onDamage(other, (cause) => told.push(cause));
    noteDamage(other, said('SQLITE_FULL'));
    assert.ok(!isDamaged(other));
    noteDamage(other, said('SQLITE_CORRUPT'));
    noteDamage(other, said('SQLITE_NOTADB'));
    assert.deepEqual(told, ['SQLITE_CORRUPT']);
    await assert.rejects(
      inTransaction(other, async () => assert.fail('nothing begins')),
      (error) => error instanceof Damaged && isDamage(error),
    );
    assert.ok(!isDamaged(database));
  });
});
