import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { LANGUAGES } from '../../views/i18n.ts';

const root = join(import.meta.dirname, '../..');
const ROOMS = ['domain', 'models', 'routes', 'views', 'mail', 'jobs', 'cli'];
const files = [
  ...globSync('*.ts', { cwd: root }),
  ...ROOMS.flatMap((room) => globSync(`${room}/**/*.{ts,ejs}`, { cwd: root })),
];
const code = files.map((file) => readFileSync(join(root, file), 'utf8'));
const words = new Set(code.flatMap((text) => text.match(/[A-Za-z0-9][\w-]*/g) ?? []));
const locales = Object.fromEntries(LANGUAGES.map((language) => [language, wordsOf(language)]));
const english = locales.en ?? new Map<string, string>();
const namespaces = [...new Set([...english.keys()].map((key) => key.slice(0, key.indexOf(':'))))];

/** Keys as the code writes them: whole ones, and beginnings that go on with a variable. */
const { whole, beginnings } = keysInCode();

describe('The words of the desk', () => {
  it('are all there in each language', () => {
    for (const [language, known] of Object.entries(locales)) {
      const missing = [...new Set(Object.values(locales).flatMap((all) => [...all.keys()]))].filter(
        (key) => !known.has(key),
      );
      assert.deepEqual(missing, [], `missing in ${language}`);
    }
  });

  it('take the same data in each language', () => {
    const differing = [...english].filter(([key, text]) =>
      Object.values(locales).some((known) => holes(known.get(key) ?? '').join() !== holes(text).join()),
    );
    assert.deepEqual(
      differing.map(([key]) => key),
      [],
    );
  });

  it('include every key that the code names', () => {
    const singular = new Set([...english.keys()].map(withoutPlural));
    assert.deepEqual(
      [...whole].filter((key) => !singular.has(key) && !english.has(key)),
      [],
    );
    const keys = [...english.keys()];
    assert.deepEqual(
      [...beginnings].filter((start) => !keys.some((key) => key.startsWith(start))),
      [],
    );
  });

  it('include no key that the code does not name', () => {
    const unused = [...english.keys()].filter((key) => !isUsed(withoutPlural(key)));
    assert.deepEqual(unused, []);
  });

  it('are calm: no exclamation marks, no empty sentences, typographic apostrophes', () => {
    const loud = Object.values(locales).flatMap((known) =>
      [...known].filter(([, text]) => /!|[a-zà-ÿ]'[a-zà-ÿ]/i.test(text) || text.trim() === ''),
    );
    assert.deepEqual(loud, []);
  });
});

/** A beginning uses all that it begins; a whole namespace (`rules:` and a code) only the codes that the code writes. */
function isUsed(key: string): boolean {
  if (whole.has(key)) return true;
  const starts = [...beginnings].filter((start) => key.startsWith(start));
  return starts.some(
    (start) => !start.endsWith(':') || words.has(key.slice(start.length).split('.')[0] ?? ''),
  );
}

function keysInCode() {
  const found = { whole: new Set<string>(), beginnings: new Set<string>() };
  const literal = new RegExp(`(['"\`])((?:${namespaces.join('|')}):[\\w.-]*)(\\1|\\$\\{)`, 'g');
  for (const text of code) {
    for (const [, , key = '', end] of text.matchAll(literal)) {
      const goesOn = end === '${' || key.endsWith('.') || key.endsWith(':');
      (goesOn ? found.beginnings : found.whole).add(key);
    }
  }
  return found;
}

function wordsOf(language: string): Map<string, string> {
  const all = new Map<string, string>();
  for (const file of globSync(`views/locales/${language}/*.json`, { cwd: root })) {
    collect(all, `${basename(file, '.json')}:`, JSON.parse(readFileSync(join(root, file), 'utf8')));
  }
  return all;
}

function collect(all: Map<string, string>, start: string, value: unknown): void {
  if (typeof value === 'string') all.set(start, value);
  else {
    for (const [name, inner] of Object.entries(value as object)) {
      collect(all, start.endsWith(':') ? `${start}${name}` : `${start}.${name}`, inner);
    }
  }
}

function withoutPlural(key: string): string {
  return key.replace(/_(one|other)$/, '');
}

function holes(text: string): string[] {
  return [...new Set(text.match(/\{\{[^}]+\}\}/g))].sort();
}
