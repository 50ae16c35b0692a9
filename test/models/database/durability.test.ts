import assert from 'node:assert/strict';
import sqlite from 'sqlite3';
import { openDatabase } from '../../../models/database/connect.ts';
import { mustBeDurable, NotDurable, settingsThatLose } from '../../../models/database/durability.ts';
import { testDatabaseUrl } from '../../support/database.ts';
import { deskForTests } from '../../support/desk.ts';
import { temporaryFolder } from '../../support/process.ts';

describe('An sqlite connection', () => {
  const { folder, remove } = temporaryFolder();
  after(remove);
  const told = (file: string, ...pragmas: string[]) =>
    new Promise<sqlite.Database>((resolve, reject) => {
      const database = new sqlite.Database(file);
      database.exec(pragmas.map((pragma) => `PRAGMA ${pragma};`).join(''), (error) =>
        error ? reject(error) : resolve(database),
      );
    });

  it('is used when it writes ahead and waits for the disk', async () => {
    await mustBeDurable(await told(`${folder}/full.sqlite`, 'journal_mode=WAL', 'synchronous=FULL'));
  });

  for (const [name, ...pragmas] of [
    ['does not wait for the disk', 'journal_mode=WAL', 'synchronous=NORMAL'],
    ['does not write ahead', 'journal_mode=DELETE', 'synchronous=FULL'],
  ] as [string, ...string[]][])
    it(`is refused when it ${name}`, async () => {
      await assert.rejects(
        mustBeDurable(await told(`${folder}/${pragmas[0]}.sqlite`, ...pragmas)),
        NotDurable,
      );
    });

  it('is refused when its file can have no log beside it', async () => {
    await assert.rejects(mustBeDurable(await told(':memory:', 'journal_mode=WAL')), /journal_mode is memory/);
  });
});

describe('PostgreSQL', () => {
  it('is asked which of its settings let a commit return before it is on the disk', async function () {
    if (!process.env.TEST_DATABASE_URL) this.skip();
    const { database } = await deskForTests();
    assert.deepEqual(await settingsThatLose(database), []);
    const name = database.getDatabaseName();
    await database.query(`ALTER DATABASE ${name} SET synchronous_commit TO off`);
    const again = openDatabase(await testDatabaseUrl());
    assert.deepEqual(await settingsThatLose(again), ['synchronous_commit']);
    await again.close();
    await database.query(`ALTER DATABASE ${name} RESET synchronous_commit`);
  });
});
