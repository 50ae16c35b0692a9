import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { openDatabase } from '../../models/database/connect.ts';
import { smallDisk } from '../faults/support/smallDisk.ts';
import { emptyPlaces, type Place } from '../support/emptyPlaces.ts';
import { begin, ended, run } from '../support/process.ts';

const onPostgres = Boolean(process.env.TEST_DATABASE_URL);
/** On sqlite so many bytes that no cache holds them, and that their copy takes its time; on PostgreSQL a lock holds it up. */
const MANY = onPostgres ? 3_000_000 : 50_000_000;
/** Kibibytes or half of them, as the shell counts: less than the copy, more than anything else that is written. */
const LESS = 200;

describe('A backup or restore that is interrupted', function () {
  this.timeout(60_000);
  const { at, emptyPlace, remove } = emptyPlaces();
  let source: Place;
  before(async () => {
    source = await emptyPlace('source');
    assert.equal((await run('cli.ts', ['migrate'], source)).code, 0);
    const database = openDatabase(source.DATABASE_URL ?? join(source.DATA_DIR ?? '', 'rightsdesk.sqlite'));
    await database.query(`CREATE TABLE wide (bytes ${onPostgres ? 'BYTEA' : 'BLOB'})`);
    await database.query('INSERT INTO wide VALUES (:bytes)', { replacements: { bytes: randomBytes(MANY) } });
    await database.close();
  });
  let holding: Holding | undefined;
  afterEach(() => holding?.end());
  after(remove);

  it('leaves nothing where there is too little room, so that the same folder takes the next one', async () => {
    const short = ['sh', '-c', `ulimit -f ${LESS}; exec "$@"`, 'sh'];
    const { code, stderr } = await ended(begin('cli.ts', ['backup', at('room')], source, short));
    assert.deepEqual([code, stderr.split('\n').length, existsSync(at('room'))], [1, 2, false]);
    assert.equal((await run('cli.ts', ['backup', at('room')], source)).code, 0);
  });

  it('says in one line that the disk is full', async function () {
    const disk = smallDisk(1);
    if (!disk) return this.skip();
    const { code, stderr } = await run('cli.ts', ['backup', join(disk.folder, 'copy')], source);
    assert.deepEqual([code, existsSync(join(disk.folder, 'copy'))], [1, false]);
    disk.remove();
    const says = onPostgres ? /^pg_dump failed: .*No space left.*\n$/ : /^\S+ has too little room\. .*\n$/;
    assert.match(stderr, says);
  });

  it('leaves nothing when a backup is told to end', async () => {
    holding = await locked(source, 'LOCK TABLE subject_requests IN ACCESS EXCLUSIVE MODE');
    const copy = at('told');
    const child = begin('cli.ts', ['backup', copy], source);
    await until(async () => (holding ? (await holding.count('pg_dump')) > 0 : hasBytes(copy)));
    assert.equal(await toldToEnd(child), 'SIGTERM');
    assert.equal(existsSync(copy), false);
    await until(async () => !holding || (await holding.count('pg_dump')) === 0);
    await holding?.end();
    assert.equal((await run('cli.ts', ['backup', copy], source)).code, 0);
  });

  it('is made again in the same folder after a kill -9, which leaves no backup that is taken for one', async () => {
    holding = await locked(source, 'LOCK TABLE subject_requests IN ACCESS EXCLUSIVE MODE');
    const copy = at('killed');
    const child = begin('cli.ts', ['backup', copy], source);
    await until(async () => (holding ? (await holding.count('pg_dump')) > 0 : hasBytes(copy)));
    child.kill('SIGKILL');
    await ended(child);
    await holding?.end();
    const target = await emptyPlace('ofKilled');
    const half = await run('cli.ts', ['restore', copy], target);
    assert.deepEqual([half.code, half.stdout], [65, '']);
    assert.match(half.stderr, /^\S+ holds an unfinished backup\. Make it again\.\n$/);
    assert.equal((await run('cli.ts', ['backup', copy], source)).code, 0);
    assert.deepEqual(readdirSync(copy).length, 2);
    assert.equal((await run('cli.ts', ['restore', copy], target)).code, 0);
    assert.equal((await run('cli.ts', ['backup', copy], source)).code, 1);
  });

  it('ends what a restore has begun when it is told to end, and can be done again', async () => {
    assert.equal((await run('cli.ts', ['backup', at('whole')], source)).code, 0);
    const target = await emptyPlace('target');
    holding = await locked(target, 'CREATE TABLE subject_requests (id INTEGER)');
    const child = begin('cli.ts', ['restore', at('whole')], target);
    const coming = join(target.DATA_DIR ?? '', 'rightsdesk.sqlite.restoring');
    await until(async () => (holding ? (await holding.count('pg_restore')) > 0 : existsSync(coming)));
    assert.equal(await toldToEnd(child), 'SIGTERM');
    assert.ok(!existsSync(coming));
    await until(async () => !holding || (await holding.count('pg_restore')) === 0);
    await holding?.end();
    assert.equal((await run('cli.ts', ['restore', at('whole')], target)).code, 0);
  });
});

const hasBytes = (copy: string) =>
  (statSync(join(copy, 'rightsdesk.sqlite'), { throwIfNoEntry: false })?.size ?? 0) > 0;

type Holding = { count(program: string): Promise<number>; end(): Promise<unknown> };

/** On PostgreSQL another connection, whose statement makes the programs wait, and which counts them. */
async function locked(
  { DATABASE_URL: connectionString }: Place,
  statement: string,
): Promise<Holding | undefined> {
  if (!connectionString) return undefined;
  const [holder, observer] = [new pg.Client({ connectionString }), new pg.Client({ connectionString })];
  await Promise.all([holder.connect(), observer.connect()]);
  await holder.query('BEGIN');
  await holder.query(statement);
  const COUNT =
    'SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1 AND wait_event_type = $2';
  return {
    count: async (program: string) => (await observer.query(COUNT, [program, 'Lock'])).rowCount ?? 0,
    end: () => Promise.all([holder.end(), observer.end()]),
  };
}

async function toldToEnd(child: ChildProcess): Promise<NodeJS.Signals | null> {
  child.kill('SIGTERM');
  await ended(child);
  return child.signalCode;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; !(await isSo()); await pause(2))
    assert.ok(Date.now() < end, `It did not become so: ${isSo}`);
}
