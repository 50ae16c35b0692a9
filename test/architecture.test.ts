import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { mapOf, withMap } from './map.ts';
import { type Import, readSources, roomOf, type Source } from './support/sources.ts';

/** Which room may import which, as docs/architecture.md says. `views (types)` lets types be imported and nothing that runs. Root files and `cli` may import all. */
const MAY_IMPORT: Record<string, string[]> = {
  domain: ['domain'],
  redaction: ['redaction', 'domain'],
  models: ['models', 'domain', 'redaction'],
  views: ['views', 'domain', 'models (types)'],
  mail: ['mail', 'domain', 'views', 'models (types)'],
  jobs: ['jobs', 'models', 'mail', 'domain'],
  routes: ['routes', 'models', 'domain', 'redaction', 'views'],
  'app.ts': ['routes', 'views'],
};
const NEVER: Record<string, RegExp> = {
  domain: /^(node:(?!(util|module)$)|express|sequelize|pino)/,
  redaction: /^(express|sequelize)/,
  views: /^(express|sequelize)/,
  jobs: /^express/,
  routes: /^sequelize/,
  mail: /^(express|sequelize)/,
};

const sources = readSources();
const house = sources.filter(({ room }) => room !== 'test');

describe('The house', () => {
  it('imports between rooms only as the table allows', () => {
    const wrong = house.flatMap(({ file, room, imports }) =>
      imports.filter((one) => !isAllowed(room, one)).map(({ of }) => `${file} imports ${of}`),
    );
    assert.deepEqual(wrong, []);
  });

  it("has no files that import each other in a circle, nor each other's types", () => {
    assert.deepEqual(circles(edgesOf(sources, (file) => file)), []);
  });

  it('has no rooms that import each other in a circle', () => {
    assert.deepEqual(circles(edgesOf(house, roomOf)), []);
  });

  it('keeps every file to 250 lines and half of them under 80', () => {
    assert.deepEqual(
      sources.filter(({ lines }) => lines > 250).map(({ file, lines }) => `${file}: ${lines}`),
      [],
    );
    const short = sources.filter(({ lines }) => lines < 80).length;
    assert.ok(short * 2 >= sources.length, `${short} of ${sources.length} are under 80 lines`);
  });

  it('names each type for its noun: no two files declare a type of the same name', () => {
    const declared = house.flatMap(({ file, text }) => typesIn(text).map((name) => ({ file, name })));
    const twice = [...Map.groupBy(declared, ({ name }) => name)].filter(([, places]) => places.length > 1);
    assert.ok(declared.length > 500, `${declared.length}`);
    assert.deepEqual(
      twice.map(([name, places]) => `${name}: ${places.map(({ file }) => file).join(', ')}`),
      [],
    );
  });

  it('matches the map in docs/architecture.md (`npm run map` redraws it)', () => {
    const page = readFileSync(join(import.meta.dirname, '../docs/architecture.md'), 'utf8');
    assert.equal(page, withMap(page, mapOf(sources)));
  });

  it('keeps models/database and models/crypto independent of the rest of models', () => {
    const plumbing = house.filter(({ file }) => /^models\/(database|crypto)\//.test(file));
    const others = plumbing.flatMap(({ file, imports }) =>
      imports
        .filter(({ of, ours }) => ours && !of.startsWith(`${dirname(file)}/`))
        .map(({ of }) => `${file} imports ${of}`),
    );
    assert.ok(plumbing.length > 20, `${plumbing.length}`);
    assert.deepEqual(others, []);
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

  it('speaks to a database in models/database alone, beside the migrations and the PostgreSQL side of a copy', () => {
    const speaks = /\.query\(|\bQueryTypes\b|\baddHook\(|['"](?:pg|sqlite3)['"]/;
    const speakers = house.filter(
      ({ file, text }) => speaks.test(text) && !/^models\/(database|migrations)\//.test(file),
    );
    assert.deepEqual(
      speakers.map(({ file }) => file),
      ['models/copy/postgresSide.ts'],
    );
  });

  it('has models without associations, hooks or scopes', () => {
    const given =
      /\.(hasMany|hasOne|belongsTo|belongsToMany|addScope)\(|\b(hooks|scopes|defaultScope|include): /;
    const tied = house.filter(({ room, text }) => room === 'models' && given.test(text));
    assert.deepEqual(
      tied.map(({ file }) => file),
      [],
    );
  });

  it('writes rows by a plain INSERT where the form’s last step or an import does, or where they may be there already', () => {
    const writers = house.filter(
      ({ file, imports }) =>
        !/^models\/(database|migrations)\//.test(file) &&
        imports.some(({ of }) => of === 'models/database/insert.ts'),
    );
    const inserting = writers.filter(({ text }) => /\b(insert|insertAll|insertOnce)\(/.test(text));
    assert.deepEqual(
      inserting.map(({ file }) => file),
      [
        'models/attachment/store.ts',
        'models/draft/drafts.ts',
        'models/draft/keptFiles.ts',
        'models/draft/typed.ts',
        'models/event/append.ts',
        'models/fileContent/keep.ts',
        'models/letter/arrivals.ts',
        'models/letter/queue.ts',
        'models/mailPath.ts',
        'models/registerImport/write.ts',
        'models/subjectRequest/made.ts',
        'models/subjectRequest/receive.ts',
        'models/textPrint/keep.ts',
        'models/user/firstAccount.ts',
        'models/user/invite.ts',
      ],
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

function isAllowed(room: string, { of, ours, types }: Import): boolean {
  if (!ours) return !NEVER[room]?.test(of);
  const allowed = MAY_IMPORT[room];
  if (!allowed) return true;
  const target = roomOf(of);
  return allowed.includes(target) || (types && allowed.includes(`${target} (types)`));
}

const typesIn = (text: string): string[] =>
  [...text.matchAll(/^(?:export )?(?:abstract )?(?:interface|type|class) ([A-Z]\w*)/gm)].map(
    ([, name = '']) => name,
  );

/** Who imports whom, types included: files that know each other's types can only be read together. */
function edgesOf(all: Source[], nameOf: (file: string) => string): Map<string, Set<string>> {
  const edges = new Map<string, Set<string>>(all.map(({ file }) => [nameOf(file), new Set()]));
  for (const { file, imports } of all)
    for (const { of, ours } of imports)
      if (ours && nameOf(of) !== nameOf(file)) edges.get(nameOf(file))?.add(nameOf(of));
  return edges;
}

function circles(edges: Map<string, Set<string>>): string[] {
  const found = new Set<string>();
  const finished = new Set<string>();
  const walk = (name: string, path: string[]) => {
    if (path.includes(name)) found.add([...path.slice(path.indexOf(name)), name].join(' → '));
    if (path.includes(name) || finished.has(name)) return;
    for (const next of edges.get(name) ?? []) walk(next, [...path, name]);
    finished.add(name);
  };
  for (const name of edges.keys()) walk(name, []);
  return [...found];
}
