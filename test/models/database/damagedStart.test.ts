import assert from 'node:assert/strict';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { QueryTypes, type Sequelize } from 'sequelize';
import { openDatabase } from '../../../models/database/connect.ts';
import { run, temporaryFolder } from '../../support/process.ts';

const PAGE = 4096;
const DAMAGED = /^The database is damaged \(.*\): restore the last good backup/;

describe('A start on a damaged sqlite file', function () {
  this.timeout(60_000);
  const { folder, remove } = temporaryFolder();
  const file = join(folder, 'rightsdesk.sqlite');
  const command = (...words: string[]) => run('cli.ts', words, { DATA_DIR: folder });
  const verify = () => command('audit', 'verify');
  before(async () => {
    const begun = await command('organisation', 'create', '--name', 'Another', '--slug', 'another');
    assert.equal(begun.code, 0, begun.stderr);
  });
  after(remove);

  /** Alters what the file says with sqlite itself, then the first page of a table without it. */
  async function damage(sql: string, table: string): Promise<void> {
    const database = openDatabase(file);
    await database.query(sql);
    const at = await firstPageOf(database, table);
    await database.query('PRAGMA wal_checkpoint(TRUNCATE)');
    await database.close();
    const handle = openSync(file, 'r+');
    writeSync(handle, Buffer.alloc(PAGE, 0xab), 0, PAGE, (at - 1) * PAGE);
    closeSync(handle);
  }

  it('says that it is damaged, not that a pack was changed, nor that the schema cannot be brought up to date', async () => {
    await damage(`UPDATE policies SET content = replace(content, ' the ', ' tHe ')`, 'drafts');
    const first = await verify();
    assert.deepEqual([first.code, first.stdout], [1, '']);
    assert.match(first.stderr, DAMAGED);
    await damage(`DELETE FROM migrations WHERE name = '012-order-of-receipt'`, 'subject_requests');
    const again = await verify();
    assert.deepEqual([again.code, again.stdout], [1, '']);
    assert.match(again.stderr, DAMAGED);
  });
});

async function firstPageOf(database: Sequelize, name: string): Promise<number> {
  const [found] = await database.query<{ rootpage: number }>(
    'SELECT rootpage FROM sqlite_master WHERE name = :name',
    { type: QueryTypes.SELECT, replacements: { name } },
  );
  assert.ok(found);
  return found.rootpage;
}
