import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QueryTypes } from 'sequelize';
import { openDatabase } from '../../../models/database/connect.ts';
import { closeFile, openFile } from '../../../models/database/sqliteFile.ts';
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

describe('The file of a desk that was stopped', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rightsdesk-stopped-'));
  after(() => rmSync(folder, { recursive: true }));

  it('holds all that was written: no write-ahead log remains beside it, each of 60 times', async () => {
    let left = 0;
    for (let turn = 0; turn < 60; turn += 1) {
      const path = join(folder, `${turn}.sqlite`);
      const database = openDatabase(path);
      await database.query('CREATE TABLE lines (words TEXT)');
      await inTransaction(database, () => database.query("INSERT INTO lines VALUES ('kept')"));
      await database.close();
      if (existsSync(`${path}-wal`)) left += 1;
    }
    assert.equal(left, 0);
  });

  it('is closed once, also where a transaction gives its connection back meanwhile', async () => {
    const file = await openFile(join(folder, 'twice.sqlite'));
    await Promise.all([closeFile(file), closeFile(file)]);
    await closeFile(file);
  });
});
