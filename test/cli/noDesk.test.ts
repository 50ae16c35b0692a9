import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { emptyPlaces } from '../support/emptyPlaces.ts';
import { run } from '../support/process.ts';

describe('A folder without a desk, such as a mistyped DATA_DIR', function () {
  this.timeout(60_000);
  const { at, emptyPlace, remove } = emptyPlaces();
  after(remove);

  it('is neither verified as whole, backed up nor copied, and no folder is made for it', async () => {
    const place = await emptyPlace('nothing');
    for (const line of [
      ['audit', 'verify'],
      ['backup', at('copy')],
      ['export', at('copy')],
    ]) {
      const { code, stdout, stderr } = await run('cli.ts', line, place);
      assert.deepEqual([code, stdout], [1, '']);
      assert.match(
        stderr,
        /^There is no desk here yet: (no log to verify|nothing was backed up|no register to write)\.\n$/,
      );
      assert.deepEqual([existsSync(at('nothing')), existsSync(at('copy'))], [false, false]);
    }
    const to = place.DATABASE_URL ? at('to.sqlite') : 'postgres://nobody@127.0.0.1:1/none';
    const copied = await run('cli.ts', ['copy', '--to', to], place);
    assert.deepEqual(
      [copied.code, existsSync(at('to.sqlite')), existsSync(at('nothing'))],
      [1, false, false],
    );
    assert.match(copied.stderr, /^There is no desk here, /);
    const status = await run('cli.ts', ['migrate', '--status', '--json'], place);
    assert.deepEqual([status.code, existsSync(at('nothing'))], [0, false]);
    assert.equal(JSON.parse(status.stdout).executed.length, 0);
  });
});
