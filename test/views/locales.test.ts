import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { LANGUAGES, STAFF_LANGUAGES } from '../../domain/languages.ts';
import { writingOf } from '../../views/writing.ts';
import { isPublic, PUBLIC_VIEWS, PUBLIC_WORDS } from '../support/publicWords.ts';

const root = join(import.meta.dirname, '../..');
const ROOMS = [
  'domain',
  'redaction',
  'models',
  'routes',
  'views',
  'mail',
  'jobs',
  'cli',
  'doctor',
  'process',
];
const files = [
  ...globSync('*.ts', { cwd: root }),
  ...ROOMS.flatMap((room) => globSync(`${room}/**/*.{ts,ejs}`, { cwd: root })),
];
const code = files.map((file) => readFileSync(join(root, file), 'utf8'));
const words = new Set(code.flatMap((text) => text.match(/[A-Za-z0-9][\w-]*/g) ?? []));
const locales = Object.fromEntries(LANGUAGES.map((language) => [language, wordsOf(language)]));
const english = locales.en ?? new Map<string, string>();
const PLURAL = /_(zero|one|two|few|many|other)$/;
const everyKey = [...new Set([...english.keys()].map(withoutPlural))];
const namespaces = [...new Set([...english.keys()].map((key) => key.slice(0, key.indexOf(':'))))];

/** Keys as the code writes them: whole ones, and beginnings that go on with a variable. */
const { whole, beginnings } = keysInCode();

describe('The words of the desk', () => {
  it('are all there in each language of the staff, those of the public in every language', () => {
    for (const language of LANGUAGES) {
      const known = new Set([...(locales[language]?.keys() ?? [])].map(withoutPlural));
      const due = STAFF_LANGUAGES.includes(language) ? everyKey : everyKey.filter(isPublic);
      const missing = due.filter((key) => !known.has(key));
      assert.deepEqual(missing, [], `missing in ${language}`);
    }
  });

  it('have each form that the counts of a language take, and nothing that English does not say', () => {
    for (const [language, known] of Object.entries(locales)) {
      const rules = new Intl.PluralRules(language);
      const forms = new Set(Array.from({ length: 200 }, (_, count) => rules.select(count)));
      const counted = [...known.keys()].filter((key) => PLURAL.test(key)).map(withoutPlural);
      const missing = counted
        .flatMap((key) => [...forms].map((form) => `${key}_${form}`))
        .filter((key) => !known.has(key));
      assert.deepEqual([...new Set(missing)], [], `missing in ${language}`);
      assert.deepEqual(
        [...known.keys()].filter((key) => !everyKey.includes(withoutPlural(key))),
        [],
        language,
      );
    }
  });

  it('take the same data in each language', () => {
    for (const [language, known] of Object.entries(locales)) {
      const differing = [...known].filter(([key, text]) => {
        const said = english.get(key) ?? english.get(`${withoutPlural(key)}_other`);
        return holes(text).join() !== holes(said ?? '').join();
      });
      assert.deepEqual(
        differing.map(([key]) => key),
        [],
        language,
      );
    }
  });

  it('put days, moments and times of day together in each language', () => {
    for (const language of LANGUAGES) {
      const { dates } = writingOf(language);
      assert.deepEqual(
        Object.keys(writingOf('en').dates).filter((part) => !(part in (dates ?? {}))),
        [],
        `missing in ${language}/writing/dates.json`,
      );
    }
  });

  it('of the public are all that its pages, the letters and the reasons say', () => {
    const keys = reachable().flatMap((file) => keysIn(readFileSync(join(root, file), 'utf8')));
    const staff = keys.filter(
      ({ key, goesOn }) =>
        !(goesOn
          ? PUBLIC_WORDS.some((start) => start.startsWith(key) || key.startsWith(start))
          : isPublic(key)),
    );
    assert.deepEqual([...new Set(staff.map(({ key }) => key))], []);
    assert.ok(keys.length > 300, `${keys.length} keys were found`);
  });

  it('include every key that the code names', () => {
    const singular = new Set(everyKey);
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

  it('call what is sent by one name in each language', () => {
    const other = Object.entries(OTHER_NAMES).flatMap(([language, names]) =>
      [...(locales[language as keyof typeof locales] ?? [])].filter(([, text]) =>
        names.test(text.replace(/{{\w+}}/g, '')),
      ),
    );
    assert.deepEqual(other, []);
  });
});

/** What has one name on the desk, so that nobody looks for two things: `courrier` for all that we send, `email` for what goes by it. */
const OTHER_NAMES: Record<string, RegExp> = {
  en: /\be-mails?\b|\bmailbox\b/i,
  fr: /\be-?mails?\b|\blettres?\b(?! d’information|, chiffres)(?<!(?:une|huit|deux) lettres?)/i,
};

describe('French', () => {
  it('has a space that no line breaks at before : ; ? » and after «', () => {
    const broken = [...(locales.fr ?? [])].filter(
      ([key, text]) =>
        !key.startsWith('rules:pack-') && /[^\u00a0](?:[;?»]|:(?=\s|$))|«(?!\u00a0)/.test(text),
    );
    assert.deepEqual(broken, []);
  });

  it('puts no “de”, “que” or “si” before a name or an event, which may begin with a vowel', () => {
    const hiatus = /(?:^|[ ’])(?:de|que|si|lorsque) \{\{(?:organisation|name|place|client|fact)\}\}/i;
    assert.deepEqual(
      [...(locales.fr ?? [])].filter(([, text]) => hiatus.test(text)),
      [],
    );
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
  for (const { key, goesOn } of code.flatMap(keysIn)) (goesOn ? found.beginnings : found.whole).add(key);
  return found;
}

function keysIn(text: string): { key: string; goesOn: boolean }[] {
  const literal = new RegExp(`(['"\`])((?:${namespaces.join('|')}):[\\w.-]*)(\\1|\\$\\{)`, 'g');
  return [...text.matchAll(literal)].map(([, , key = '', end]) => ({
    key,
    goesOn: end === '${' || key.endsWith('.') || key.endsWith(':'),
  }));
}

/** The public pages with all that they import and include. */
function reachable(): string[] {
  const found = new Set(globSync(PUBLIC_VIEWS, { cwd: root }));
  for (const file of found) {
    const text = readFileSync(join(root, file), 'utf8');
    const imports = [...text.matchAll(/^(?:import (?!type )[^;]*?|export [^;]*?)from '(\.[^']+\.ts)'/gm)];
    const includes = [...text.matchAll(/include\('([\w/]+\w)'/g)];
    for (const [, path = ''] of imports) found.add(join(dirname(file), path));
    for (const [, path = ''] of includes) found.add(`views/${path}.ejs`);
  }
  return [...found].filter((file) => file.startsWith('views/') && existsSync(join(root, file)));
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
  return key.replace(PLURAL, '');
}

function holes(text: string): string[] {
  return [...new Set(text.match(/\{\{[^}]+\}\}/g))].sort();
}
