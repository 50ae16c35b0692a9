import assert from 'node:assert/strict';
import { alter } from '../../models/database/insert.ts';
import { lastRestore, noteRestore } from '../../models/lastRestore.ts';
import { migrate } from '../../models/migrations/index.ts';
import { deskForTests } from '../support/desk.ts';

describe('The note of a restore', () => {
  it('is made also in a desk of a former release, which is brought up to date afterwards', async () => {
    const { database } = await deskForTests();
    await database.query('DROP TABLE last_restore');
    await alter(database, "DELETE FROM migrations WHERE name = '050-last-restore'", []);
    const madeAt = new Date('2026-03-02T02:00:00Z');
    await noteRestore(database, { madeAt, restoredAt: new Date('2026-03-03T09:00:00Z') });
    await migrate(database);
    assert.equal((await lastRestore())?.madeAt.toISOString(), madeAt.toISOString());
  });

  it('is that of the last one: whom it concerns is told again', async () => {
    const { database } = await deskForTests();
    const madeAt = new Date('2026-03-02T02:00:00Z');
    await noteRestore(database, { madeAt, restoredAt: new Date('2026-03-03T09:00:00Z') });
    await (await lastRestore())?.update({ toldAt: new Date('2026-03-03T09:01:00Z') });
    await noteRestore(database, { madeAt, restoredAt: new Date('2026-03-04T09:00:00Z') });
    const row = await lastRestore();
    assert.deepEqual([row?.restoredAt.toISOString(), row?.toldAt], ['2026-03-04T09:00:00.000Z', null]);
  });
});
