import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyPlaces, type Place } from '../support/emptyPlaces.ts';
import { run } from '../support/process.ts';

const MISSING =
  /^SECRET_KEY: \S+secret\.key is missing, but this database was created with a key\. Put that file there, .*\n$/;
const ANOTHER =
  /^SECRET_KEY: the key is not the one that this database was created with\. Give that key, .*\n$/;

describe('The key of a desk that was begun', function () {
  this.timeout(60_000);
  const { at, emptyPlace, remove } = emptyPlaces();
  after(remove);
  const command = (line: string, place: Place) => run('cli.ts', line.split(' '), place);
  const keyOf = (place: Place) => join(place.DATA_DIR ?? '', 'secret.key');

  /** The desk's database, asked from another folder. */
  const from = (name: string): Place => ({
    DATABASE_URL: join(source.DATA_DIR ?? '', 'rightsdesk.sqlite'),
    ...source,
    DATA_DIR: at(name),
  });
  let source: Place;
  before(async () => {
    source = await emptyPlace('source');
    assert.equal((await command('user create --email ada@example.org --role dpo', source)).code, 0);
  });

  it('is asked for by a backup from a folder that lacks it, and none is made there', async () => {
    for (const line of ['backup', 'backup --with-key']) {
      const { code, stdout, stderr } = await command(`${line} ${at('copy')}`, from('elsewhere'));
      assert.deepEqual([code, stdout], [78, '']);
      assert.match(stderr, MISSING);
      assert.deepEqual([existsSync(at('copy')), existsSync(keyOf(from('elsewhere')))], [false, false]);
    }
  });

  it('is not another one: a backup with that is none', async () => {
    mkdirSync(at('foreign'));
    const key = `${Buffer.alloc(32, 'x').toString('base64')}\n`;
    writeFileSync(keyOf(from('foreign')), key, { mode: 0o600 });
    for (const line of ['backup', 'backup --with-key']) {
      const { code, stdout, stderr } = await command(`${line} ${at('copy')}`, from('foreign'));
      assert.deepEqual([code, stdout, existsSync(at('copy'))], [78, '', false]);
      assert.match(stderr, ANOTHER);
    }
  });

  it('is asked for after a restore without it, by commands and by a start, until it is there', async () => {
    assert.equal((await command(`backup ${at('copy')}`, source)).code, 0);
    const target = await emptyPlace('target');
    const { code, stdout } = await command(`restore ${at('copy')}`, target);
    assert.equal(code, 0);
    assert.match(stdout, /\nPut the key of that desk into \S+secret\.key before the next start\.\n$/);
    for (const [program, args] of [
      ['cli.ts', ['audit', 'verify']],
      ['server.ts', []],
    ] as const) {
      const refused = await run(program, [...args], target);
      assert.deepEqual([refused.code, refused.stdout, existsSync(keyOf(target))], [78, '', false]);
      assert.match(refused.stderr, MISSING);
    }
    copyFileSync(keyOf(source), keyOf(target));
    assert.equal((await command('audit verify', target)).code, 0);
  });

  it('is not needed for the schema', async () => {
    rmSync(at('elsewhere'), { recursive: true, force: true });
    const { code, stdout } = await command('migrate', from('elsewhere'));
    assert.deepEqual([code, stdout, existsSync(keyOf(from('elsewhere')))], [0, 'Nothing to do.\n', false]);
  });
});
