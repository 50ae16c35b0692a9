import assert from 'node:assert/strict';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { QueryTypes } from 'sequelize';
import { migrateAsFarAs, testDatabaseUrl } from '../support/database.ts';
import { deskForTests, TEST_SECRET, type TestDesk } from '../support/desk.ts';
import { emptyPlaces, type Place } from '../support/emptyPlaces.ts';
import { begin, ended, freePort, run, says } from '../support/process.ts';
import { receive } from '../support/requests.ts';

const SECRET_KEY = TEST_SECRET;
const WRITTEN_BEFORE = 30;
const OTHER = process.env.TEST_DATABASE_URL ? 'sqlite' : 'postgres';

describe('backup and restore', function () {
  this.timeout(60_000);
  const { folder, at, emptyPlace, remove } = emptyPlaces();
  after(remove);
  const command = (line: string, settings: Place) => run('cli.ts', line.split(' '), settings);

  describe('of a desk that is written to', () => {
    let desk: TestDesk;
    let source: Place;
    let written = 0;
    before(async () => {
      source = { DATA_DIR: at('source'), DATABASE_URL: await testDatabaseUrl(), SECRET_KEY };
      desk = await deskForTests();
      let going = true;
      const write = async () => {
        await receive(desk, desk.organisation);
        written += 1;
      };
      while (written < WRITTEN_BEFORE) await write();
      const writing = (async () => {
        while (going) await write();
      })();
      const { code, stderr } = await command(`backup ${at('copy')}`, source);
      going = false;
      await writing;
      assert.deepEqual([code, stderr], [0, '']);
    });

    it('holds one whole moment: every request with its events, and chains that hold', async () => {
      const target: Place = { ...(await emptyPlace('target')), SECRET_KEY };
      const restored = await command(`restore ${at('copy')} --json`, target);
      assert.deepEqual([restored.code, restored.stderr], [0, '']);
      const { requests, events } = JSON.parse(restored.stdout);
      assert.ok(requests >= WRITTEN_BEFORE && requests < written, `${requests} of ${written}`);
      const [row] = await desk.database.query<{ events: number }>(
        `SELECT COUNT(*) AS events FROM events WHERE request_id <=
         (SELECT MAX(id) FROM (SELECT id FROM subject_requests ORDER BY id LIMIT :requests) AS first)`,
        { type: QueryTypes.SELECT, replacements: { requests } },
      );
      assert.equal(events, Number(row?.events));
      const verified = JSON.parse((await command('audit verify --json', target)).stdout);
      assert.deepEqual(verified, { requests, events, seals: 0, firstBroken: null });
    });

    it('lies in files that nobody else may read, without the key', () => {
      assert.equal(statSync(at('copy')).mode & 0o077, 0);
      const files = readdirSync(at('copy'));
      assert.deepEqual(files.length, 2);
      for (const file of files) assert.equal(statSync(join(at('copy'), file)).mode & 0o077, 0, file);
      assert.ok(!files.includes('secret.key'));
    });

    it('is not made over anything', async () => {
      const again = await command(`backup ${at('copy')}`, source);
      assert.deepEqual([again.code, again.stdout], [1, '']);
      assert.match(again.stderr, /^.* is not empty\. Give a new or empty folder\.\n$/);
    });

    it('is made by one of several that come at once into the same folder, and the others leave it whole', async () => {
      for (const round of ['first', 'second']) {
        const place = at(`${round}AtOnce`);
        const ends = await Promise.all(Array.from({ length: 3 }, () => command(`backup ${place}`, source)));
        assert.deepEqual(ends.map(({ code }) => code).sort(), [0, 1, 1]);
        for (const { code, stderr } of ends)
          assert.equal(stderr, code === 0 ? '' : `${place} is not empty. Give a new or empty folder.\n`);
        assert.deepEqual(readdirSync(place), readdirSync(at('copy')));
      }
      const target = { ...(await emptyPlace('madeAtOnce')), SECRET_KEY };
      assert.equal((await command(`restore ${at('secondAtOnce')}`, target)).code, 0);
    });

    it('goes into a folder that this user may write', async () => {
      const file = at('a file');
      writeFileSync(file, '');
      for (const [place, says] of [
        [file, 'is not a folder. Give a new or empty one.'],
        ['/proc/copy', 'is not writable (ENOENT). Give a folder that this user may write to.'],
      ] as const) {
        const { code, stderr } = await run('cli.ts', ['backup', place], source);
        assert.deepEqual([code, stderr], [1, `${place} ${says}\n`]);
      }
    });

    it('cannot take along a key that comes from SECRET_KEY', async () => {
      const { code, stderr } = await command(`backup ${at('with')} --with-key`, source);
      assert.deepEqual([code, existsSync(at('with'))], [1, false]);
      assert.match(stderr, /^The key comes from SECRET_KEY, .*\n$/);
    });

    it('is not restored over a desk that holds anything', async () => {
      const { code, stdout, stderr } = await command(`restore ${at('copy')}`, source);
      assert.deepEqual([code, stdout], [1, '']);
      assert.match(stderr, /^There are accounts, requests .* here; .*\n$/);
    });

    it('is not restored beside another key', async () => {
      const target = { ...(await emptyPlace('otherkey')), SECRET_KEY: 'another key '.repeat(4) };
      const { code, stderr } = await command(`restore ${at('copy')}`, target);
      assert.equal(code, 1);
      assert.match(stderr, /^The key of this desk is not the one of the backup.*\n$/);
    });

    for (const [what, change, says] of [
      ['of a newer release', { migrations: ['999-later'] }, /made by a newer release \(999-later\)/],
      ['of the other database', { database: OTHER }, /^This is a backup of .* give such a DATABASE_URL/],
    ] as const)
      it(`is not restored when it is ${what}`, async () => {
        const manifest = join(at('copy'), 'backup.json');
        const whole = readFileSync(manifest, 'utf8');
        const [file = ''] = readdirSync(at('copy')).filter((name) => name.startsWith('rightsdesk.'));
        const other = join(at('copy'), OTHER === 'sqlite' ? 'rightsdesk.sqlite' : 'rightsdesk.dump');
        copyFileSync(join(at('copy'), file), other);
        writeFileSync(manifest, JSON.stringify({ ...JSON.parse(whole), ...change }));
        const target = { ...(await emptyPlace(`refused${what.length}`)), SECRET_KEY };
        const { code, stdout, stderr } = await command(`restore ${at('copy')}`, target);
        writeFileSync(manifest, whole);
        rmSync(other);
        assert.deepEqual([code, stdout], [1, '']);
        assert.match(stderr, says);
      });

    it('is not restored once it was cut or altered', async () => {
      const [file = ''] = readdirSync(at('copy')).filter((name) => name.startsWith('rightsdesk.'));
      appendFileSync(join(at('copy'), file), ' ');
      const { code, stderr } = await command(`restore ${at('copy')}`, await emptyPlace('altered'));
      assert.equal(code, 65);
      assert.match(stderr, /does not match its backup.*\n$/);
    });
  });

  describe('with the key', () => {
    let source: Place;
    before(async () => {
      source = await emptyPlace('keyed');
      assert.equal((await command('user create --email ada@example.org --role dpo', source)).code, 0);
      assert.equal((await command(`backup ${at('keyedcopy')} --with-key`, source)).code, 0);
    });

    it('makes a desk that starts elsewhere, with its accounts', async () => {
      const target = await emptyPlace('elsewhere');
      for (const file of readdirSync(at('keyedcopy'))) chmodSync(join(at('keyedcopy'), file), 0o644); // as scp leaves it
      const restored = await command(`restore ${at('keyedcopy')}`, target);
      assert.equal(restored.code, 0);
      assert.match(
        restored.stdout,
        /keyedcopy\/secret\.key is readable by others \(mode 0644\)\. Run chmod 600/,
      );
      for (const file of readdirSync(target.DATA_DIR ?? ''))
        assert.equal(statSync(join(target.DATA_DIR ?? '', file)).mode & 0o077, 0, file);
      const key = (settings: Place) => readFileSync(join(settings.DATA_DIR ?? '', 'secret.key'), 'utf8');
      assert.equal(key(target), key(source));
      assert.equal(statSync(join(target.DATA_DIR ?? '', 'secret.key')).mode & 0o077, 0);
      assert.equal((await command('user reset --email ada@example.org', target)).code, 0);
    });

    it('is put into a desk that was begun and not used, once its key is there, and not while it runs', async () => {
      const target: Place = { ...(await emptyPlace('begun')), PORT: String(await freePort()) };
      mkdirSync(target.DATA_DIR ?? '');
      writeFileSync(
        join(target.DATA_DIR ?? '', 'secret.key'),
        readFileSync(join(at('keyedcopy'), 'secret.key')),
        { mode: 0o600 },
      );
      const server = begin('server.ts', [], target);
      await says(server, /To make the first account/);
      if (!process.env.TEST_DATABASE_URL) {
        const { code, stderr } = await command(`restore ${at('keyedcopy')}`, target);
        assert.deepEqual([code, stderr], [1, 'A process has this desk open: stop it, then restore.\n']);
      }
      server.kill('SIGTERM');
      await ended(server);
      assert.equal((await command(`restore ${at('keyedcopy')}`, target)).code, 0);
      assert.equal((await command('user reset --email ada@example.org', target)).code, 0);
    });
  });

  it('of an older release goes into an empty desk of this one, which then catches up', async () => {
    const DATABASE_URL = (await emptyPlace('older')).DATABASE_URL ?? at('older.sqlite');
    await migrateAsFarAs('008-clock-overrides', DATABASE_URL);
    const source = { DATA_DIR: at('older'), DATABASE_URL, SECRET_KEY };
    assert.equal((await command(`backup ${at('olderCopy')}`, source)).code, 0);
    const target: Place = { ...(await emptyPlace('newer')), SECRET_KEY };
    assert.equal((await command('migrate', target)).code, 0);
    const restored = await command(`restore ${at('olderCopy')}`, target);
    assert.deepEqual([restored.code, restored.stderr], [0, '']);
    const { code, stdout } = await command('migrate --json', target);
    assert.deepEqual([code, JSON.parse(stdout).ran[0]], [0, '009-request-counts']);
  });

  it('says in one line what is no backup, and where there is no desk', async () => {
    const nothing = await command(`restore ${folder}`, await emptyPlace('nothing'));
    assert.equal(nothing.code, 65);
    assert.match(nothing.stderr, /^.* holds no backup that this release can read\.\n$/);
    const none = await command(`backup ${at('none')}`, await emptyPlace('noDesk'));
    assert.deepEqual([none.code, existsSync(at('none'))], [1, false]);
  });

  it('says in one line that PostgreSQL’s programs are missing', async function () {
    if (!process.env.TEST_DATABASE_URL) this.skip();
    const source = await emptyPlace('bare');
    assert.equal((await command('migrate', source)).code, 0);
    for (const line of [`backup ${at('bareCopy')}`, `backup ${at('bareCopy')} --keep 2`]) {
      const { code, stderr } = await command(line, { ...source, PATH: '' });
      assert.deepEqual([code, existsSync(at('bareCopy'))], [1, false], 'and no folder is left');
      assert.match(stderr, /^pg_dump is not installed.*\n$/);
    }
  });
});
