import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inEach, type Language } from '../domain/languages.ts';

/** How a language writes what no sentence holds: from its folder `writing`. */
export type Writing = {
  /** A day, a moment and a time of day with their parts in double braces; how the first of a month is called; which of two. */
  dates: Record<'long' | 'short' | 'longMoment' | 'shortMoment' | 'time' | 'first', string> &
    Record<'firstOfTwo' | 'secondOfTwo', string>;
  /** The places after which time zones are named, where they differ from the zone's own name. */
  zones: Record<string, string>;
  /** What becomes of a citation as packs write it, pattern by pattern: `12(3)` is "12 Abs. 3". */
  citations: [pattern: string, instead: string][];
  /** Signs before and after which a line does not break, pattern by pattern: « Lieu : Paris ». */
  spaces: [pattern: string, instead: string][];
};

const folder = join(import.meta.dirname, 'locales');
const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

const NOTHING: Partial<Writing> = { zones: {}, citations: [], spaces: [] };

const writings = inEach(
  (language) => ({ ...NOTHING, ...filesIn(join(folder, language, 'writing')) }) as Writing,
);

export const writingOf = (language: Language): Writing => writings[language];

/** Texts of packs, calendars and laws by their English words, in a language in which their own files do not say them. */
const texts = inEach(
  (language) =>
    new Map(
      Object.values(filesIn<Record<string, string>>(join(folder, language, 'texts'))).flatMap((file) =>
        Object.entries(file),
      ),
    ),
);

export const textIn = (english: string, language: Language): string | undefined =>
  texts[language].get(english);

const patternsIn = (of: 'citations' | 'spaces') =>
  inEach((language) =>
    writings[language][of].map(([pattern, instead]) => [new RegExp(pattern, 'g'), instead] as const),
  );
const [citations, spaces] = [patternsIn('citations'), patternsIn('spaces')];

/** Where something is written, as a language cites it: `Art. 12(3)` is "Art. 12 Abs. 3" in German. */
export function citedIn(source: string, language: Language): string {
  const whole = textIn(source, language);
  if (whole !== undefined) return whole;
  return citations[language].reduce((text, [pattern, instead]) => text.replace(pattern, instead), source);
}

/** Words of a pack, a calendar or a law with the spaces of their language, which files are written without. */
export const spacedIn = (words: string, language: Language): string =>
  spaces[language].reduce((text, [pattern, instead]) => text.replace(pattern, instead), words);

/** A pattern with its parts filled in: `{{number}} {{month}}`. */
export const filledIn = (pattern: string, parts: Record<string, string>): string =>
  pattern.replace(/\{\{(\w+)\}\}/g, (_, name: string) => parts[name] ?? '');

function filesIn<File>(path: string): Record<string, File> {
  const files = existsSync(path) ? readdirSync(path) : [];
  return Object.fromEntries(files.map((file) => [file.replace(/\.json$/, ''), read(join(path, file))]));
}
