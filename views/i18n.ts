import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next, { type Resource } from 'i18next';
import { inEach, LANGUAGES, type Language } from '../domain/languages.ts';
import { contained } from '../domain/writing.ts';
import { spacedIn } from './writing.ts';

export { LANGUAGES, type Language };

/** A sentence by its key, `namespace:path`; counts choose between `_one` and `_other`. */
export type T = (key: string, data?: Record<string, unknown>) => string;

/** The sentences of one language, for whatever words a page or a letter in it. */
export type Wording = { t: T; language: Language };

const folder = join(import.meta.dirname, 'locales');
const words = i18next.createInstance();

words.init({
  resources: inEach(namespaces) as Resource,
  initAsync: false,
  supportedLngs: LANGUAGES,
  fallbackLng: 'en',
  ns: Object.keys(namespaces('en')),
  defaultNS: 'frame',
  interpolation: { escapeValue: true, escape: isolated }, // templates escape markup
  showSupportNotice: false,
  returnNull: false,
  parseMissingKeyHandler: missing,
} as Parameters<typeof words.init>[0]);

const translators = inEach(remembering);

/**
 * i18next searches and fills in anew each time, 5 µs a sentence, and a page has some hundred: a sentence is searched once
 * for each of its plurals, and filled in here.
 */
function remembering(language: Language): T {
  const t = words.getFixedT(language) as unknown as T;
  const formOf = plurals(language);
  const known = new Map<string, string[]>();
  return (key, data = {}) => {
    const { count } = data;
    const name = typeof count === 'number' ? `${key} ${formOf(count)}` : key;
    let pieces = known.get(name);
    if (!pieces) {
      const found = t(key, { count, skipInterpolation: true });
      if (found === key) return t(key, data); // a key without words may hold anything: those are not kept
      pieces = found.split(/\{\{(\w+)\}\}/);
      known.set(name, pieces);
    }
    return pieces.length === 1 ? (pieces[0] as string) : filled(pieces, data);
  };
}

const MOST_FORMS = 1000;

/** Which form of a sentence a count takes; asked of Intl once for each of the small counts. */
function plurals(language: Language): (count: number) => string {
  const rules = new Intl.PluralRules(language);
  const known = new Map<number, string>([[0, 'zero']]);
  return (count) => {
    const found = known.get(count);
    if (found) return found;
    const form = rules.select(count);
    if (known.size < MOST_FORMS) known.set(count, form);
    return form;
  };
}

/** Text and names in turns, the names replaced by what is given. */
function filled(pieces: string[], data: Record<string, unknown>): string {
  let text = pieces[0] as string;
  for (let nth = 1; nth < pieces.length; nth += 2)
    text += isolated(String(data[pieces[nth] as string] ?? '')) + pieces[nth + 1];
  return text;
}

export function translator(language: Language): T {
  return translators[language];
}

/** The best of the allowed languages for an Accept-Language header; the first of them when none fits. */
export function languageFrom(header: string | undefined, allowed: readonly Language[] = LANGUAGES): Language {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return { language: tag.split('-')[0], quality: quality ? Number(quality.trim().slice(2)) : 1 };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  const found = wanted.map(({ language }) => allowed.find((one) => one === language)).find(Boolean);
  return found ?? allowed[0] ?? 'en';
}

let missingWords: 'show' | 'stop' = 'show';

/** What a key without words does: tests stop at it. */
export function onMissingWords(act: 'show' | 'stop'): void {
  missingWords = act;
}

/** Between these two signs a text keeps its own direction, and what surrounds it keeps its order. */
const [ISOLATE, POP] = ['\u2068', '\u2069'];
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** For a name within a text: one written from right to left must not drag the date after it along, nor one with marks that turn the direction. */
export function isolated(value: string): string {
  return RIGHT_TO_LEFT.test(value) ? `${ISOLATE}${contained(value)}${POP}` : contained(value);
}

/** A key without words is a fault of ours: tests stop at it, a reader sees the key rather than an error page. */
function missing(key: string): string {
  if (missingWords === 'stop') throw new Error(`No words for "${key}" in views/locales`);
  return key;
}

function namespaces(language: Language): Record<string, unknown> {
  const files = readdirSync(join(folder, language)).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(
    files.map((file) => [namespaceOf(file), read(join(folder, language, file), language)]),
  );
}

function namespaceOf(file: string): string {
  return file.replace(/\.json$/, '');
}

/** Every sentence of a file with the spaces of its language. */
function read(path: string, language: Language): unknown {
  return JSON.parse(readFileSync(path, 'utf8'), (_, value) =>
    typeof value === 'string' ? spacedIn(value, language) : value,
  );
}
