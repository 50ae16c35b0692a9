import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { testDatabaseUrl } from '../support/database.ts';
import { deskForTests, TEST_SECRET, type TestDesk } from '../support/desk.ts';
import { emptyPlaces, type Place } from '../support/emptyPlaces.ts';
import { run } from '../support/process.ts';
import { receive } from '../support/requests.ts';

describe('Backups as a habit', function () {
  this.timeout(60_000);
  const { at, remove } = emptyPlaces();
  after(remove);
  const command = (line: string, settings: Place) => run('cli.ts', line.split(' '), settings);
  let desk: TestDesk;
  let source: Place;
  let made: string;
  before(async () => {
    source = { DATA_DIR: at('source'), DATABASE_URL: await testDatabaseUrl(), SECRET_KEY: TEST_SECRET };
    desk = await deskForTests();
    for (let nth = 0; nth < 3; nth += 1) await receive(desk, desk.organisation);
    const { code, stdout } = await command(`backup ${at('series')} --keep 2 --json`, source);
    assert.equal(code, 0);
    made = JSON.parse(stdout).file;
  });

  it('lie below one folder, named by their moments, the newest N', async () => {
    assert.match(made, /series\/rightsdesk-\d{4}-\d\d-\d\dT\d{6}Z\/rightsdesk\.(sqlite|dump)$/);
    const old = at('series/rightsdesk-2020-01-01T020000Z');
    mkdirSync(old);
    for (const file of readdirSync(join(made, '..'))) copyFileSync(join(made, '..', file), join(old, file));
    const lost = at('series/rightsdesk-2020-01-02T020000Z');
    mkdirSync(lost);
    copyFileSync(join(made, '..', 'backup.json'), join(lost, 'backup.json')); // its copy is gone
    await pause(1000 - (Date.now() % 1000)); // two of one second would have one name
    const { code, stdout } = await command(`backup ${at('series')} --keep 1`, source);
    assert.equal(code, 0);
    for (const day of ['01', '02'])
      assert.match(stdout, new RegExp(`\\nRemoved \\S+rightsdesk-2020-01-${day}T020000Z\\.\\n`));
    assert.equal(readdirSync(at('series')).length, 1);
    made = join(at('series'), readdirSync(at('series'))[0] ?? '');
  });

  for (const count of ['0', '-1', '1.5', 'all'])
    it(`are not counted by "${count}"`, async () => {
      const { code, stderr } = await run('cli.ts', ['backup', at('none'), `--keep=${count}`], source);
      assert.deepEqual([code, existsSync(at('none'))], [2, false]);
      assert.match(stderr, /^--keep takes a whole number from 1 to 9999, not .*\n$/);
    });

  it('do not go into the folder of a backup', async () => {
    const { code, stderr } = await command(`backup ${made} --keep 2`, source);
    assert.equal(code, 1);
    assert.match(stderr, /is itself a backup\. Give another folder, or the one above it\.\n$/);
  });

  describe('are tried by a drill, which', () => {
    const drill = (line: string, settings: Place = {}) =>
      command(`restore --drill ${line}`, { ...source, TMPDIR: at('tmp'), ...settings });
    before(() => mkdirSync(at('tmp')));
    afterEach(() => assert.deepEqual(readdirSync(at('tmp')), [], 'and nothing is left behind'));

    it('restores the newest elsewhere, walks its chains, tries its keys and says what there is', async () => {
      const { code, stdout } = await drill(`${at('series')} --json`);
      const { requests, events, firstBroken, closedKeys, restores } = JSON.parse(stdout);
      assert.deepEqual(
        { code, requests, firstBroken, closedKeys, restores },
        { code: 0, requests: 3, firstBroken: null, closedKeys: 0, restores: true },
      );
      assert.ok(events >= 3);
      const worded = await command(`restore --drill ${made}`, { ...source, TMPDIR: at('tmp') });
      assert.match(worded.stdout, /: 3 requests, .*\nEvery chain holds\.\nEvery request can be read\.\n/);
    });

    it('takes BACKUP_DIR where no folder is named', async () => {
      const { code, stdout } = await command('restore --drill', {
        ...source,
        TMPDIR: at('tmp'),
        BACKUP_DIR: at('series'),
      });
      assert.deepEqual([code, stdout.startsWith(made)], [0, true]);
    });

    it('finds a log that was cut before the backup was made', async function () {
      const [trigger] =
        desk.database.getDialect() === 'sqlite'
          ? (
              await desk.database.query("SELECT name, sql FROM sqlite_master WHERE name = 'events_no_delete'")
            )[0]
          : [];
      const { name, sql } = (trigger ?? {}) as { name?: string; sql?: string };
      if (!name || !sql) return this.skip(); // on PostgreSQL rows cannot be taken away without its owner
      await desk.database.query(`DROP TRIGGER ${name}`);
      await desk.database.query(
        'DELETE FROM events WHERE sequence = 1 AND request_id = (SELECT MIN(id) FROM subject_requests)',
      );
      await desk.database.query(sql);
      assert.equal((await command(`backup ${at('cut')}`, source)).code, 0);
      const { code, stdout } = await drill(at('cut'));
      assert.equal(code, 1);
      assert.match(stdout, /\nBroken at \S+, event 1: missing\.\n/);
    });

    it('says that the key is another one, or missing', async () => {
      const other = await drill(made, { SECRET_KEY: 'another key '.repeat(4) });
      assert.equal(other.code, 1);
      assert.match(other.stderr, /^The key of this desk is not the one of the backup/);
      const none = await drill(made, { SECRET_KEY: '', DATA_DIR: at('nowhere') });
      assert.equal(none.code, 1);
      assert.match(none.stderr, /^The key of that desk is not here/);
    });

    it('says that the copy was altered', async () => {
      mkdirSync(at('altered'));
      for (const file of readdirSync(made)) copyFileSync(join(made, file), join(at('altered'), file));
      const [copy = ''] = readdirSync(made).filter((file) => file.startsWith('rightsdesk.'));
      writeFileSync(join(at('altered'), copy), 'x', { flag: 'a' });
      assert.equal((await drill(at('altered'))).code, 65);
    });
  });
});
