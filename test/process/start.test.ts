import assert from 'node:assert/strict';
import { join } from 'node:path';
import { loadedBy, PRINT_WHAT_IS_LOADED } from '../support/loaded.ts';
import { begin, ended, freePort, says, temporaryFolder } from '../support/process.ts';

describe('What a start loads', () => {
  const LATER = ['umzug', 'nodemailer', 'prom-client', 'pg-boss', 'file-type', 'date-holidays'];

  it(`leaves ${LATER.join(', ')} to those who need them`, () => {
    const loaded = loadedBy('process/start.ts');
    const isLoaded = (name: string) =>
      loaded.some((url) => /\.[cm]?js$/.test(url) && url.includes(`/node_modules/${name}/`));
    assert.ok(isLoaded('express'));
    assert.deepEqual(LATER.filter(isLoaded), []);
  });

  it('opens the holidays of the world after the first page, and before anybody asks for one', async () => {
    const { folder, remove } = temporaryFolder();
    const settings = {
      DATA_DIR: folder,
      PORT: String(await freePort()),
      NODE_COMPILE_CACHE: join(folder, 'compiled'),
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(PRINT_WHAT_IS_LOADED)}`,
    };
    const holidays = /node_modules\/date-holidays\/lib/;
    for (const packs of ['new', 'known']) {
      const server = begin('server.ts', [], settings);
      const said = await says(server, /Rightsdesk is at/);
      assert.equal(holidays.test(said), packs === 'new', packs);
      if (packs === 'known') await says(server, holidays);
      server.kill('SIGTERM');
      assert.equal((await ended(server)).code, 0);
    }
    remove();
  }).timeout(90_000);
});
