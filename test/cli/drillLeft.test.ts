import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { lockOn } from '../../models/database/timetableLock.ts';
import { emptyPlaces, type Place } from '../support/emptyPlaces.ts';
import { run } from '../support/process.ts';

const SEVEN_HOURS = 7 * 3600;
const server = process.env.TEST_DATABASE_URL ?? '';

describe('A drill that was killed', function () {
  this.timeout(60_000);
  const { at, emptyPlace, remove } = emptyPlaces();
  let place: Place;
  const command = (line: string, settings: Place = {}) =>
    run('cli.ts', line.split(' '), { ...place, ...settings });
  before(async () => {
    mkdirSync(at('tmp'));
    place = { ...(await emptyPlace('desk')), TMPDIR: at('tmp') };
    assert.equal((await command('user create --email ada@example.org --role dpo')).code, 0);
    assert.equal((await command(`backup ${at('copy')}`)).code, 0);
  });
  after(remove);
  const folder = (name: string, secondsAgo: number) => {
    const path = at(`tmp/rightsdesk-drill-${name}`);
    mkdirSync(path);
    writeFileSync(join(path, 'rightsdesk.sqlite'), 'x');
    const then = Date.now() / 1000 - secondsAgo;
    return { path, age: () => utimesSync(path, then, then) };
  };

  it('leaves a folder that the doctor names and the next drill removes, but none of a drill on its way', async function () {
    if (server) this.skip(); // where a drill is held in a database
    const [left, young, running] = [
      folder('left', SEVEN_HOURS),
      folder('young', 60),
      folder('running', SEVEN_HOURS),
    ];
    const lock = await lockOn(join(running.path, 'drill.lock'));
    for (const { age } of [left, young, running]) age();
    assert.match(
      (await command('doctor')).stdout,
      new RegExp(`^warn +Backups .*left over: ${left.path}\\.`, 'm'),
    );
    assert.equal((await command(`restore --drill ${at('copy')}`)).code, 0);
    await lock?.release();
    assert.deepEqual(readdirSync(at('tmp')).sort(), ['rightsdesk-drill-running', 'rightsdesk-drill-young']);
  });

  it('leaves a database that the doctor names and the next drill drops, but none of a drill on its way', async function () {
    if (!server) this.skip();
    const now = Math.floor(Date.now() / 1000);
    const named = (moment: number) => `rightsdesk_drill_${moment}_${process.pid}`;
    const [left, young, used] = [named(now - SEVEN_HOURS), named(now), named(now - SEVEN_HOURS - 1)];
    const admin = new pg.Client({ connectionString: server });
    await admin.connect();
    for (const name of [left, young, used]) await admin.query(`CREATE DATABASE ${name}`);
    const user = new pg.Client({ connectionString: `${new URL(`/${used}`, server)}` });
    await user.connect();
    const { stdout } = await command('doctor');
    const drilled = await command(`restore --drill ${at('copy')}`);
    await user.end();
    const { rows } = await admin.query(
      `SELECT datname FROM pg_database WHERE datname LIKE 'rightsdesk\\_drill\\_%\\_${process.pid}'`,
    );
    for (const name of [left, young, used]) await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.end();
    assert.match(stdout, new RegExp(`^warn +Backups .*left over: ${left}\\.`, 'm'));
    for (const name of [young, used]) assert.ok(!stdout.includes(name));
    assert.deepEqual([drilled.code, drilled.stderr], [0, '']);
    assert.deepEqual(rows.map(({ datname }) => datname).sort(), [used, young].sort());
  });
});

describe('A drill', function () {
  this.timeout(60_000);
  const { at, emptyPlace, remove } = emptyPlaces();
  let place: Place;
  const command = (line: string, settings: Place = {}) =>
    run('cli.ts', line.split(' '), { ...place, ...settings });
  before(async () => {
    place = await emptyPlace('desk');
    assert.equal((await command('user create --email ada@example.org --role dpo')).code, 0);
    assert.equal((await command(`backup ${at('copy')}`)).code, 0);
  });
  after(remove);

  it('that showed the backup to be whole is remembered by the desk', async () => {
    const none = await command('doctor');
    assert.match(none.stdout, /^warn +Backups .*None was ever restored as a drill/m);
    assert.equal((await command(`restore --drill ${at('copy')}`)).code, 0);
    const { stdout } = await command('doctor');
    assert.match(
      stdout,
      /^warn +Backups .*The last one was made on .* The last drill, on .* \(UTC\), restored one whole\./m,
    );
  });

  it('of what is no folder is input that cannot be read', async () => {
    writeFileSync(at('file'), 'x');
    for (const what of ['file', 'file/below', 'nothing']) {
      const { code, stderr } = await command(`restore --drill ${at(what)}`);
      assert.equal(code, 65);
      assert.match(stderr, /holds no backup that this release can read\.\n$/);
    }
  });

  it('needs a folder for its copy, and says which setting names it', async function () {
    if (server) this.skip();
    const { code, stderr } = await command(`restore --drill ${at('copy')}`, { TMPDIR: at('no-tmp') });
    assert.equal(code, 78);
    assert.match(
      stderr,
      /^TMPDIR: \S+no-tmp is missing or not writable\. Give a folder that this user may write to\.\n$/,
    );
    assert.equal(existsSync(at('no-tmp')), false);
  });
});
