import assert from 'node:assert/strict';
import { foreignTables, holdsNothing } from '../../../models/backup/emptiness.ts';
import { deskForTests } from '../../support/desk.ts';

describe('What a database holds', () => {
  it('is of a desk alone where every table is one of its own, and else of another program too', async () => {
    const { database } = await deskForTests();
    assert.deepEqual(await foreignTables(database), []);
    assert.equal(await holdsNothing(database), true);
    await database.query('CREATE TABLE invoices (id INTEGER)');
    const found = [await foreignTables(database), await holdsNothing(database)];
    await database.query('DROP TABLE invoices');
    assert.deepEqual(found, [['invoices'], false]);
  });

  it('is of another program where a table has the name of one of ours, but nothing else is', async () => {
    const { database } = await deskForTests();
    await database.query('ALTER TABLE subject_requests RENAME TO away');
    const found = await foreignTables(database);
    await database.query('ALTER TABLE away RENAME TO subject_requests');
    assert.ok(found.includes('users'));
  });
});
