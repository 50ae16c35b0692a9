import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inEach, type Language } from '../domain/languages.ts';

/** Formats of a language that are not sentences: from its folder `writing`. */
type Writing = {
  /**
   * Patterns for a day, a moment and a time with their parts in double braces; the first of a month; which of two equal times.
   */
  dates: Record<'long' | 'short' | 'longMoment' | 'shortMoment' | 'time' | 'first', string> &
    Record<'firstOfTwo' | 'secondOfTwo', string>;
  /** Place names of time zones, if they differ from the zone's own name. */
  zones: Record<string, string>;
  /** Replacements in a pack's citations, by pattern: `12(3)` becomes "12 Abs. 3". */
  citations: [pattern: string, instead: string][];
  /** Non-breaking spaces, by pattern: « Lieu : Paris ». */
  spaces: [pattern: string, instead: string][];
};

const folder = join(import.meta.dirname, 'locales');
const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

const NOTHING: Partial<Writing> = { zones: {}, citations: [], spaces: [] };

const writings = inEach(
  (language) => ({ ...NOTHING, ...filesIn(join(folder, language, 'writing')) }) as Writing,
);

export const writingOf = (language: Language): Writing => writings[language];

/** Translations of packs, calendars and laws by their English text, for languages that those files do not have. */
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

/** A citation in a language: `Art. 12(3)` is "Art. 12 Abs. 3" in German. */
export function citedIn(source: string, language: Language): string {
  const whole = textIn(source, language);
  if (whole !== undefined) return whole;
  return citations[language].reduce((text, [pattern, instead]) => text.replace(pattern, instead), source);
}

/** A text of a pack, a calendar or a law with its language's spaces, which its file does not have. */
export const spacedIn = (words: string, language: Language): string =>
  spaces[language].reduce((text, [pattern, instead]) => text.replace(pattern, instead), words);

/** Fills in a pattern: `{{number}} {{month}}`. */
export const filledIn = (pattern: string, parts: Record<string, string>): string =>
  pattern.replace(/\{\{(\w+)\}\}/g, (_, name: string) => parts[name] ?? '');

function filesIn<File>(path: string): Record<string, File> {
  const files = existsSync(path) ? readdirSync(path) : [];
  return Object.fromEntries(files.map((file) => [file.replace(/\.json$/, ''), read(join(path, file))]));
}
