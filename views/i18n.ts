import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next, { type Resource } from 'i18next';
import { inEach, LANGUAGES, type Language } from '../domain/languages.ts';
import { contained } from '../domain/writing.ts';
import { spacedIn } from './writing.ts';

export { LANGUAGES, type Language };

/** A sentence by its key, `namespace:path`; a count chooses between `_one` and `_other`. */
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
 * i18next looks up and interpolates anew each time, 5 µs a sentence, and a page has hundreds: here a sentence is looked
 * up once for each plural form, and interpolated by `filled`.
 */
function remembering(language: Language): T {
  const t: T = words.getFixedT(language);
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

/** The plural form of a count; small counts are cached. */
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

/** Interpolates: `pieces` alternates text and names, and each name is replaced by its value. */
function filled(pieces: string[], data: Record<string, unknown>): string {
  let text = pieces[0] as string;
  for (let nth = 1; nth < pieces.length; nth += 2)
    text += isolated(String(data[pieces[nth] as string] ?? '')) + pieces[nth + 1];
  return text;
}

export function translator(language: Language): T {
  return translators[language];
}

/** The best of the allowed languages for an Accept-Language header; the first of them if none fits. */
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

/** How to treat a missing key: tests throw. */
export function onMissingWords(act: 'show' | 'stop'): void {
  missingWords = act;
}

/** Unicode isolates: text between these two keeps its own direction and does not affect its surroundings. */
const [ISOLATE, POP] = ['\u2068', '\u2069'];
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** For a name within a text: right-to-left names, or names with direction marks, must not reorder what follows. */
export function isolated(value: string): string {
  return RIGHT_TO_LEFT.test(value) ? `${ISOLATE}${contained(value)}${POP}` : contained(value);
}

/** A missing key is a fault of ours: tests throw, a reader sees the key rather than an error page. */
function missing(key: string): string {
  if (missingWords === 'stop') throw new Error(`No words for "${key}" in views/locales`);
  return key;
}

/** A language without a folder is English until it has one; `test/views/locales.test.ts` names what is missing. */
function namespaces(language: Language): Record<string, unknown> {
  const own = join(folder, language);
  const files = existsSync(own) ? readdirSync(own).filter((file) => file.endsWith('.json')) : [];
  return Object.fromEntries(
    files.map((file) => [namespaceOf(file), read(join(folder, language, file), language)]),
  );
}

function namespaceOf(file: string): string {
  return file.replace(/\.json$/, '');
}

/** The sentences of a file with the spaces of their language. */
function read(path: string, language: Language): unknown {
  return JSON.parse(readFileSync(path, 'utf8'), (_, value) =>
    typeof value === 'string' ? spacedIn(value, language) : value,
  );
}
