import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { importsIn, NOT_OURS, readSources, root } from './support/sources.ts';

// What the test of the architecture rests on: a file or an import that it does not see is a rule that nobody holds.

describe('The sources that the architecture is read from', () => {
  it('are every .ts file in the folders', () => {
    const inFolders = readdirSync(root)
      .filter((name) => !NOT_OURS.test(name) && !name.startsWith('.'))
      .flatMap(filesUnder)
      .filter((file) => file.endsWith('.ts'));
    const read = readSources().map(({ file }) => file);
    assert.ok(read.length > 1000, `${read.length}`);
    assert.deepEqual(read, inFolders.sort());
  });

  for (const [written, name, types] of [
    ["import { a } from './a.ts';", './a.ts', false],
    ['import { a } from "./a.ts";', './a.ts', false],
    ["import {\n  a,\n  type B,\n} from './a.ts';", './a.ts', false],
    ["import type { A } from './a.ts';", './a.ts', true],
    ["export { a } from './a.ts';", './a.ts', false],
    ["export type { A } from './a.ts';", './a.ts', true],
    ["export * from './a.ts';", './a.ts', false],
    ["import './a.ts';", './a.ts', false],
    ["const a = await import('./a.ts');", './a.ts', false],
    ['const a = await import(`./a.ts`);', './a.ts', false],
    ["const a = await import(\n  './a.ts',\n);", './a.ts', false],
    ["const pg = require('pg');", 'pg', false],
    ["type A = import('./a.ts').A;", './a.ts', false],
  ] as const)
    it(`have the import in ${JSON.stringify(written)}`, () => {
      assert.deepEqual(importsIn(written), [{ name, types }]);
    });

  it('have no import whose name is computed: what runs is known before it runs', () => {
    const planted = ['await import(`./$' + '{name}.ts`)', 'await import(file)', 'require(file)'];
    for (const written of planted) assert.deepEqual(importsIn(written), [{ name: undefined, types: false }]);
    const computed = readSources().filter(({ file, text }) =>
      file.startsWith('test/') ? false : importsIn(text).some(({ name }) => name === undefined),
    );
    assert.deepEqual(
      computed.map(({ file }) => file),
      [],
    );
  });
});

function filesUnder(name: string): string[] {
  try {
    return readdirSync(`${root}/${name}`, { recursive: true, encoding: 'utf8' }).map(
      (file) => `${name}/${file}`,
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return [name];
    throw error;
  }
}
