import assert from 'node:assert/strict';
import { emptyPlaces } from '../support/emptyPlaces.ts';
import { run } from '../support/process.ts';

describe('A folder without a desk, such as a mistyped DATA_DIR', function () {
  this.timeout(60_000);
  const { at, emptyPlace, remove } = emptyPlaces();
  after(remove);

  it('is neither verified as whole nor backed up', async () => {
    const place = await emptyPlace('nothing');
    for (const line of [
      ['audit', 'verify'],
      ['backup', at('copy')],
    ]) {
      const { code, stdout, stderr } = await run('cli.ts', line, place);
      assert.deepEqual([code, stdout], [1, '']);
      assert.match(stderr, /^There is no desk here yet: (no log to walk|nothing was backed up)\.\n$/);
    }
  });
});
