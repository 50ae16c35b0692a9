import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next, { type Resource } from 'i18next';

export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A sentence by its key, `namespace:path`; counts choose between `_one` and `_other`. */
export type T = (key: string, data?: Record<string, unknown>) => string;

const folder = join(import.meta.dirname, 'locales');
const words = i18next.createInstance();

words.init({
  resources: Object.fromEntries(LANGUAGES.map((language) => [language, namespaces(language)])) as Resource,
  initAsync: false,
  supportedLngs: LANGUAGES,
  fallbackLng: 'en',
  ns: readdirSync(join(folder, 'en')).map(namespaceOf),
  defaultNS: 'frame',
  interpolation: { escapeValue: true, escape: isolated }, // templates escape markup
  showSupportNotice: false,
  returnNull: false,
  parseMissingKeyHandler: missing,
} as Parameters<typeof words.init>[0]);

const translators = Object.fromEntries(
  LANGUAGES.map((language) => [language, remembering(words.getFixedT(language) as unknown as T)]),
) as Record<Language, T>;

/** i18next searches anew each time, and a list asks for the same few words in each row: what hangs on nothing but its key, or on a small count, is found once. */
function remembering(t: T): T {
  const known = new Map<string, string>();
  return (key, data) => {
    const name = nameOf(key, data);
    if (name === undefined) return t(key, data);
    const found = known.get(name) ?? t(key, data);
    if (found !== key) known.set(name, found); // a key without words may hold anything: those are not kept
    return found;
  };
}

function nameOf(key: string, data: Record<string, unknown> | undefined): string | undefined {
  if (!data) return key;
  const { count, ...more } = data;
  const isSmall = Number.isInteger(count) && (count as number) >= 0 && (count as number) < 1000;
  return isSmall && Object.keys(more).length === 0 ? `${key} ${count}` : undefined;
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

/** A name written from right to left must not drag the date after it along. */
function isolated(value: string): string {
  return RIGHT_TO_LEFT.test(value) ? `${ISOLATE}${value}${POP}` : value;
}

/** A key without words is a fault of ours: tests stop at it, a reader sees the key rather than an error page. */
function missing(key: string): string {
  if (missingWords === 'stop') throw new Error(`No words for "${key}" in views/locales`);
  return key;
}

function namespaces(language: Language): Record<string, unknown> {
  const files = readdirSync(join(folder, language)).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(files.map((file) => [namespaceOf(file), read(join(folder, language, file))]));
}

function namespaceOf(file: string): string {
  return file.replace(/\.json$/, '');
}

function read(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
