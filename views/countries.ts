import { COUNTRIES } from '../domain/countries.ts';
import type { Language } from './i18n.ts';

const names = new Map<Language, Intl.DisplayNames>();

/** A country's name in a language: `CH` is Switzerland, « Suisse ». */
export function countryName(code: string, language: Language): string {
  const known = names.get(language) ?? new Intl.DisplayNames([language], { type: 'region' });
  names.set(language, known);
  return COUNTRIES.includes(code) ? (known.of(code) ?? code) : code;
}

/** Countries as choices of a form, sorted by name. */
export const countryOptions = (
  codes: readonly string[],
  language: Language,
): { value: string; text: string }[] =>
  codes
    .map((value) => ({ value, text: countryName(value, language) }))
    .sort((a, b) => a.text.localeCompare(b.text, language));
