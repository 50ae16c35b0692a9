import assert from 'node:assert/strict';
import { migrationNames } from '../../../models/migrations/index.ts';
import { migrationsInFolder, pendingMigrations } from '../../../models/migrations/pending.ts';
import { deskForTests } from '../../support/desk.ts';

describe('The state of the schema', () => {
  it('names by the folder the migrations that run, in their order', () => {
    assert.deepEqual(migrationsInFolder(), migrationNames);
  });

  it('lacks nothing on a database that is up to date, and otherwise what has not run', async () => {
    const { database } = await deskForTests();
    assert.deepEqual(await pendingMigrations(database), []);
    await database.query("DELETE FROM migrations WHERE name = '009-request-counts'");
    const pending = await pendingMigrations(database);
    await database.query("INSERT INTO migrations (name) VALUES ('009-request-counts')");
    assert.deepEqual(pending, ['009-request-counts']);
  });
});
