import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readOnce } from '../../../models/policy/readOnce.ts';
import { readPacks, shippedPoliciesDir } from '../../../models/policy.ts';
import { loadedBy } from '../../support/loaded.ts';
import { temporaryFolder } from '../../support/process.ts';

const house = join(import.meta.dirname, '../../..');

describe('Packs that a former start has read', () => {
  let folder = '';
  let remove: () => void;
  let reads = 0;
  beforeEach(() => {
    ({ folder, remove } = temporaryFolder());
    mkdirSync(join(folder, 'kept'));
    writeFileSync(join(folder, 'a.yaml'), 'one');
    writeFileSync(join(folder, 'b.yaml'), 'two');
    reads = 0;
  });
  afterEach(() => remove());

  const paths = (names = ['a.yaml', 'b.yaml']) => names.map((name) => join(folder, name));
  const start = (names?: string[], kept = join(folder, 'kept')) =>
    readOnce(
      () => paths(names),
      () => {
        reads += 1;
        return paths(names).map((path) => readFileSync(path, 'utf8'));
      },
      kept,
    );
  const keptFile = () => join(folder, 'kept', 'packs.json');

  it('are not read again while every byte is as it was', () => {
    assert.deepEqual([start(), start(), start()], Array(3).fill(['one', 'two']));
    assert.equal(reads, 1);
  });

  it('say what the files say', () => {
    const packs = readPacks([shippedPoliciesDir]);
    const read = () =>
      readOnce(
        () => [],
        () => packs,
        join(folder, 'kept'),
      );
    read();
    assert.deepEqual(read(), packs);
    assert.notEqual(read(), packs);
  });

  const changes: [string, string[] | undefined, () => void][] = [
    ['a file says something else', undefined, () => writeFileSync(join(folder, 'a.yaml'), 'One')],
    ['a file has gone', ['a.yaml'], () => undefined],
    ['a file has another name', ['a.yaml', 'c.yaml'], () => cpSync(paths()[1] ?? '', join(folder, 'c.yaml'))],
    ['what was kept is gone', undefined, () => rmSync(keptFile())],
    ['what was kept is torn', undefined, () => writeFileSync(keptFile(), kept().slice(0, -3))],
    ['what was kept is empty', undefined, () => writeFileSync(keptFile(), '')],
    ['what was kept was altered', undefined, () => writeFileSync(keptFile(), kept().replace('one', 'six'))],
  ];
  const kept = () => readFileSync(keptFile(), 'utf8');
  for (const [what, names, change] of changes) {
    it(`are read again when ${what}, and then kept`, () => {
      start();
      change();
      const said = paths(names).map((path) => readFileSync(path, 'utf8'));
      assert.deepEqual([start(names), start(names), reads], [said, said, 2]);
    });
  }

  it('are read at each start where nothing can be kept', () => {
    writeFileSync(join(folder, 'file'), '');
    mkdirSync(join(folder, 'taken', 'packs.json'), { recursive: true });
    for (const place of ['missing', 'file', 'taken']) {
      reads = 0;
      const read = [start(undefined, join(folder, place)), start(undefined, join(folder, place))];
      assert.deepEqual([...read, reads], [['one', 'two'], ['one', 'two'], 2], place);
    }
  });

  it('are not kept when a file was changed while they were read', () => {
    const change = (text: string) => writeFileSync(join(folder, 'a.yaml'), text);
    const changing = () => {
      change('six');
      return ['six', 'two'];
    };
    readOnce(() => paths(), changing, join(folder, 'kept'));
    change('one');
    assert.deepEqual([start(), reads], [['one', 'two'], 1]);
  });

  it('are read again by a release that reads them in another way', () => {
    for (const part of ['domain', 'models/policy', 'models/policy.ts', 'policies', 'package.json']) {
      cpSync(join(house, part), join(folder, part), { recursive: true });
    }
    symlinkSync(join(house, 'node_modules'), join(folder, 'node_modules'));
    const chosen = () => {
      const code = `const { readPacks, shippedPoliciesDir } = await import('./models/policy.ts');
        console.log(readPacks([shippedPoliciesDir]).filter((pack) => pack.effectiveChosen).length)`;
      const env = { NODE_COMPILE_CACHE: join(folder, 'compiled') };
      const args = ['--input-type=module', '--eval', code];
      return Number(execFileSync(process.execPath, args, { cwd: folder, env, encoding: 'utf8' }));
    };
    const before = chosen();
    assert.equal(globSync('compiled/*/packs.json', { cwd: folder }).length, 1);
    const schema = join(folder, 'domain/policies/schema.ts');
    const byDefault = (is: boolean) => `effectiveChosen: z.boolean().default(${is})`;
    writeFileSync(schema, readFileSync(schema, 'utf8').replace(byDefault(false), byDefault(true)));
    assert.ok(chosen() > before);
  }).timeout(30_000);

  it('are read by nothing that may change unseen', () => {
    const ours = loadedBy('models/policy.ts').filter(
      (url) => url.startsWith('file:') && !url.includes('/node_modules/'),
    );
    const names = ours.map((url) => relative(house, fileURLToPath(url)));
    assert.ok(names.includes('models/policy/read.ts'));
    const isSeen = (name: string) => /^(domain\/|models\/policy\/|models\/policy\.ts$)/.test(name);
    assert.deepEqual(
      names.filter((name) => !isSeen(name)),
      [],
    );
  });
});
