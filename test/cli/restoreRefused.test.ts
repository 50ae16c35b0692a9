import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { Sequelize } from 'sequelize';
import { openDatabase } from '../../models/database/connect.ts';
import { TEST_SECRET } from '../support/desk.ts';
import { emptyPlaces, type Place } from '../support/emptyPlaces.ts';
import { run } from '../support/process.ts';

describe('A restore looks before it writes:', function () {
  this.timeout(60_000);
  const { at, emptyPlace, remove } = emptyPlaces();
  const command = (line: string, settings: Place) => run('cli.ts', line.split(' '), settings);
  const begun = async (name: string) => ({ ...(await emptyPlace(name)), SECRET_KEY: TEST_SECRET }) as Place;
  const fileOf = (place: Place) => place.DATABASE_URL ?? join(place.DATA_DIR ?? '', 'rightsdesk.sqlite');
  before(async () => {
    const source = await begun('source');
    assert.equal((await command('user create --email ada@example.org --role dpo', source)).code, 0);
    assert.equal((await command(`backup ${at('copy')}`, source)).code, 0);
  });
  after(remove);

  it('the tables of another program are left alone', async () => {
    const place = await begun('foreign');
    const url = fileOf(place);
    const bytes = place.DATABASE_URL ? await tableOnPostgres(url) : await tableInFile(place, url);
    const { code, stderr } = await command(`restore ${at('copy')}`, place);
    assert.equal(code, 1);
    assert.match(stderr, /tables of another program/);
    if (bytes) assert.ok(bytes.equals(readFileSync(url)), 'not a byte of it was changed');
    else assert.deepEqual(await tablesOn(url), [{ tablename: 'users' }]);
  });

  it('an empty desk that a process has open is not replaced', async () => {
    const place = await begun('open');
    assert.equal((await command('migrate', place)).code, 0);
    const running = openDatabase(fileOf(place));
    await running.query('SELECT 1');
    const { code, stderr } = await command(`restore ${at('copy')}`, place);
    await running.close();
    assert.deepEqual([code, stderr], [1, 'A process has this desk open: stop it, then restore.\n']);
    assert.equal((await command(`restore ${at('copy')}`, place)).code, 0);
  });
});

async function tableInFile({ DATA_DIR = '' }: Place, storage: string): Promise<Buffer> {
  mkdirSync(DATA_DIR, { mode: 0o700 });
  const file = new Sequelize({ dialect: 'sqlite', storage, logging: false });
  await file.query('CREATE TABLE users (id INTEGER)');
  await file.close();
  return readFileSync(storage);
}

async function on(url: string, sql: string): Promise<object[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client
    .query(sql)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

const tableOnPostgres = async (url: string): Promise<void> =>
  void (await on(url, 'CREATE TABLE users (id INTEGER)'));

const tablesOn = (url: string): Promise<object[]> =>
  on(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
