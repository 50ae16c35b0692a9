import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Sequelize } from 'sequelize';
import { CHECKS, STATES } from '../../domain/doctor.ts';
import { emptyPlaces } from '../support/emptyPlaces.ts';
import { run } from '../support/process.ts';

describe('The command `doctor`', function () {
  this.timeout(60_000);
  const { at, emptyPlace, remove } = emptyPlaces();
  after(remove);

  it('tells a line for each thing of a desk, and ends with 0 where nothing fails', async () => {
    const place = await emptyPlace('begun');
    assert.equal(
      (await run('cli.ts', ['user', 'create', '--email', 'ada@example.org', '--role', 'dpo'], place)).code,
      0,
    );
    const { code, stdout, stderr } = await run('cli.ts', ['doctor'], place);
    assert.deepEqual([code, stderr], [0, ''], stdout);
    const lines = stdout.trimEnd().split('\n');
    assert.equal(lines.length, CHECKS.length);
    for (const line of lines) assert.match(line, /^(ok|warn|fail) +[A-Z][a-z ]+ {2,}\S.*[.]$/);
  });

  it('gives one JSON value with check, state and text', async () => {
    const { code, stdout } = await run('cli.ts', ['doctor', '--json'], { DATA_DIR: at('none') });
    const found = JSON.parse(stdout) as { check: string; state: string; text: string }[];
    assert.equal(code, 0);
    for (const { check, state, text, ...more } of found) {
      assert.deepEqual(more, {});
      assert.ok(
        (CHECKS as readonly string[]).includes(check) && (STATES as readonly string[]).includes(state),
      );
      assert.match(text, /\.$/);
    }
    assert.equal(existsSync(at('none')), false, 'and makes nothing');
  });

  it("leaves an empty file empty, and another program's file as it is", async () => {
    mkdirSync(at('files'));
    const empty = at('files/empty.sqlite');
    writeFileSync(empty, '');
    const foreign = at('files/invoices.sqlite');
    const file = new Sequelize({ dialect: 'sqlite', storage: foreign, logging: false });
    await file.query('CREATE TABLE invoices (id INTEGER)');
    await file.close();
    for (const DATABASE_URL of [empty, foreign]) {
      const bytes = readFileSync(DATABASE_URL);
      const { stdout } = await run('cli.ts', ['doctor'], { DATA_DIR: at('none'), DATABASE_URL });
      assert.match(stdout, /^warn +Database +There is none yet/m);
      assert.ok(bytes.equals(readFileSync(DATABASE_URL)));
    }
    assert.deepEqual(readdirSync(at('files')).sort(), ['empty.sqlite', 'invoices.sqlite']);
  });

  it('says what cannot be opened: a key that is no key, a database that is none', async () => {
    const place = await emptyPlace('broken');
    const key = join(place.DATA_DIR ?? '', 'secret.key');
    assert.equal(
      (await run('cli.ts', ['user', 'create', '--email', 'ada@example.org', '--role', 'dpo'], place)).code,
      0,
    );
    writeFileSync(key, `${Buffer.alloc(32, 'x').toString('base64')}\n`);
    const another = await run('cli.ts', ['doctor'], place);
    assert.match(another.stdout, /^fail +Key +The key is not the one of this database/m);
    writeFileSync(key, 'half a k');
    const half = await run('cli.ts', ['doctor'], place);
    assert.match(half.stdout, /^fail +Key +The key cannot be read: .*does not hold 32 bytes/m);
    for (const DATABASE_URL of [place.DATA_DIR ?? '', 'postgres://nobody@127.0.0.1:1/none']) {
      const { code, stdout } = await run('cli.ts', ['doctor'], { ...place, DATABASE_URL });
      assert.equal(code, 1);
      assert.match(stdout, /^fail +Database +It does not answer: .+\. Start it, or correct DATABASE_URL\.$/m);
    }
  });

  it('ends with 1 where something fails, a wrong setting too, which it names', async () => {
    const { code, stdout } = await run('cli.ts', ['doctor'], { DATA_DIR: at('none'), PORT: 'many' });
    assert.equal(code, 1);
    assert.match(stdout, /^fail +Settings +PORT: "many" is not a port\. Give .*\n$/);
  });
});
