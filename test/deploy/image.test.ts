import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyPlaces } from '../support/emptyPlaces.ts';
import { begin, freePort, run, says } from '../support/process.ts';
import { isSent, root, stages, stepsOf } from './dockerfile.ts';
import { neededFiles } from './neededFiles.ts';

const [build, image] = stages();
const commandOf = (text: string): string[] => JSON.parse(text.slice(text.indexOf('[')));

describe('The image', function () {
  this.timeout(30_000);

  it('has every file that the desk, its commands and its health check import, and what they read', () => {
    const needed = neededFiles();
    assert.ok(needed.length > 700);
    assert.deepEqual(
      needed.filter((file) => !isSent(file)),
      [],
    );
  });

  it('has no key, no data, no history and no test in it', () => {
    for (const file of [
      'data/secret.key',
      'data-demo/rightsdesk.sqlite',
      '.env',
      '.git/config',
      'test/app.test.ts',
      'node_modules/express/index.js',
      'deploy/nginx.conf',
    ])
      assert.equal(isSent(file), false, file);
  });

  it('copies only what is there', () => {
    for (const text of stepsOf(build, 'COPY'))
      for (const source of text.split(' ').slice(0, -1)) assert.ok(existsSync(join(root, source)), source);
    assert.deepEqual(stepsOf(image, 'COPY'), [`--from=${build?.name} /app /app`]);
  });

  it('is compiled in one stage and runs in another, without compiler and not as root', () => {
    assert.match(stepsOf(build, 'RUN').join('\n'), /\bg\+\+ libnode-dev make npm python3\b/);
    assert.doesNotMatch(stepsOf(image, 'RUN').join('\n'), /g\+\+|make|python3|\bnpm\b/);
    assert.deepEqual(stepsOf(image, 'USER'), ['10001:10001']);
    assert.match(
      stepsOf(image, 'RUN').join('\n'),
      /useradd --uid 10001 .*install -d .* -m 0700 \/data \/backups/,
    );
    assert.deepEqual(stepsOf(image, 'VOLUME'), ['/data /backups']);
    assert.match(stepsOf(image, 'ENV').join(' '), /\bDATA_DIR=\/data\b/);
  });

  it('runs the desk as npm start does', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const [command = ''] = stepsOf(image, 'CMD');
    assert.equal(
      `NODE_COMPILE_CACHE=node_modules/.cache/rightsdesk exec ${commandOf(command).join(' ')}`,
      scripts.start,
    );
  });

  it('is healthy while the desk is ready, and only then', async () => {
    const { emptyPlace, remove } = emptyPlaces();
    const [, program = ''] = commandOf(stepsOf(image, 'HEALTHCHECK')[0] ?? '');
    const settings = { ...(await emptyPlace('desk')), PORT: String(await freePort()) };
    assert.equal((await run(program, [], settings)).code, 1);
    const server = begin('server.ts', [], settings);
    await says(server, /Rightsdesk is at/);
    assert.equal((await run(program, [], settings)).code, 0);
    const jobs = { ...settings, ROLE: 'jobs' };
    assert.equal((await run(program, [], jobs)).code, 0, 'one that listens nowhere has nothing to ask');
    assert.equal((await run(program, [], { ...jobs, JOBS_PORT: String(await freePort()) })).code, 1);
    server.kill('SIGTERM');
    await new Promise((resolve) => server.once('close', resolve));
    await remove();
  });
});
