import assert from 'node:assert/strict';
import { QueryTypes } from 'sequelize';
import { inTransaction } from '../../../models/database/transaction.ts';
import { deskForTests } from '../../support/desk.ts';

const FULL = 2;

describe('A commit on sqlite', () => {
  it('is on the disk when it returns, on whichever connection', async function () {
    const { database } = await deskForTests();
    if (database.getDialect() !== 'sqlite') this.skip(); // a pragma of sqlite; PostgreSQL waits for the disk by default
    const synchronous = async () => {
      const [row] = await database.query<{ synchronous: number }>('PRAGMA synchronous', {
        type: QueryTypes.SELECT,
      });
      return row?.synchronous;
    };
    assert.equal(await synchronous(), FULL);
    for (let turn = 0; turn < 3; turn += 1) assert.equal(await inTransaction(database, synchronous), FULL);
    await assert.rejects(inTransaction(database, () => Promise.reject(new Error('rolled back'))));
    assert.equal(await inTransaction(database, synchronous), FULL);
  });
});
