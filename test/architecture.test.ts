import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Which room may import which. `views (types)` lets types be imported and nothing that runs. Root files and `cli` may import all. */
const MAY_IMPORT: Record<string, string[]> = {
  domain: ['domain'],
  models: ['models', 'domain'],
  views: ['views', 'domain', 'models (types)'],
  mail: ['mail', 'domain', 'views', 'models (types)'],
  jobs: ['jobs', 'models', 'mail', 'domain'],
  routes: ['routes', 'models', 'domain', 'views'],
  'app.ts': ['routes', 'views'],
};
const NEVER: Record<string, RegExp> = {
  domain: /^(node:(?!(util|module)$)|express|sequelize|pino)/,
  views: /^(express|sequelize)/,
  jobs: /^express/,
  routes: /^sequelize/,
  mail: /^(express|sequelize)/,
};

type Import = { of: string; ours: boolean; types: boolean };
type Source = { file: string; room: string; lines: number; imports: Import[]; text: string };

const root = join(import.meta.dirname, '..');
const sources = globSync('**/*.ts', {
  cwd: root,
  exclude: (name) => /^(node_modules|data|data-demo)$/.test(String(name)),
})
  .filter((file) => !file.startsWith('node_modules'))
  .map(read);
const house = sources.filter(({ room }) => room !== 'test');

describe('The house', () => {
  it('imports between rooms only as the table allows', () => {
    const wrong = house.flatMap(({ file, room, imports }) =>
      imports.filter((one) => !isAllowed(room, one)).map(({ of }) => `${file} imports ${of}`),
    );
    assert.deepEqual(wrong, []);
  });

  it('has no file that imports itself in a circle', () => {
    assert.deepEqual(circles(sources), []);
  });

  it('keeps every file to 250 lines and half of them under 80', () => {
    assert.deepEqual(
      sources.filter(({ lines }) => lines > 250).map(({ file, lines }) => `${file}: ${lines}`),
      [],
    );
    const short = sources.filter(({ lines }) => lines < 80).length;
    assert.ok(short * 2 >= sources.length, `${short} of ${sources.length} are under 80 lines`);
  });

  it('reads the environment in config.ts alone', () => {
    const readers = house.filter(({ file, text }) => file !== 'config.ts' && /process\.env/.test(text));
    assert.deepEqual(
      readers.map(({ file }) => file),
      [],
    );
  });

  it('has a domain without a clock', () => {
    const clocks = house.filter(
      ({ room, text }) => room === 'domain' && /Date\.now|new Date\(\)|\bprocess\./.test(text),
    );
    assert.deepEqual(
      clocks.map(({ file }) => file),
      [],
    );
  });

  it('opens transactions in models/database/transaction.ts alone', () => {
    const openers = house.filter(
      ({ file, text }) => /\.transaction\(/.test(text) && file !== 'models/database/transaction.ts',
    );
    assert.deepEqual(
      openers.map(({ file }) => file),
      [],
    );
  });

  it('writes tables for spreadsheets in views/csv.ts alone, where no cell is run', () => {
    const writers = house.filter(({ text }) => text.includes("'csv-stringify"));
    assert.deepEqual(
      writers.map(({ file }) => file),
      ['views/csv.ts'],
    );
  });
});

function read(file: string): Source {
  const text = readFileSync(join(root, file), 'utf8');
  const statements = text.matchAll(
    /^(?:import|export)\b(\s+type\b)?[^'"`;]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm,
  );
  const imports = [...statements].map(([, types, from, bare, dynamic]) => {
    const name = from ?? bare ?? dynamic ?? '';
    const ours = name.startsWith('.');
    return { of: ours ? relative(root, join(root, dirname(file), name)) : name, ours, types: Boolean(types) };
  });
  return { file, room: roomOf(file), lines: text.split('\n').length - 1, imports, text };
}

function roomOf(file: string): string {
  return file.includes('/') ? (file.split('/')[0] as string) : file;
}

function isAllowed(room: string, { of, ours, types }: Import): boolean {
  if (!ours) return !NEVER[room]?.test(of);
  const allowed = MAY_IMPORT[room];
  if (!allowed) return true;
  const target = roomOf(of);
  return allowed.includes(target) || (types && allowed.includes(`${target} (types)`));
}

/** Circles of imports that run; types may point at each other. */
function circles(all: Source[]): string[] {
  const edges = new Map(
    all.map(({ file, imports }) => [file, imports.filter(({ types }) => !types).map(({ of }) => of)]),
  );
  const found = new Set<string>();
  const finished = new Set<string>();
  const walk = (file: string, path: string[]) => {
    if (path.includes(file)) found.add([...path.slice(path.indexOf(file)), file].join(' → '));
    if (path.includes(file) || finished.has(file)) return;
    for (const next of edges.get(file) ?? []) walk(next, [...path, file]);
    finished.add(file);
  };
  for (const file of edges.keys()) walk(file, []);
  return [...found];
}
