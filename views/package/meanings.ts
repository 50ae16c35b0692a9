import { categoryTitle } from '../../domain/policies/categories.ts';
import { type Language, translator } from '../i18n.ts';
import { wordedOf } from '../requests/words.ts';
import type { CategoryNames } from '../situation.ts';

/** What the register said of the system that a file comes from. */
type Origin = { purpose: string; categories: readonly string[] };

/** What a file from a system is, in a sentence or two: the system, what it is for, and the kinds of data that it holds. */
export function meaningOf(
  system: string,
  { purpose, categories }: Origin = { purpose: '', categories: [] },
  { language, names }: { language: Language; names: CategoryNames },
): string {
  const t = translator(language);
  const what = categories.map((one) =>
    shortTitle(wordedOf(categoryTitle(one, names.own, names.packs), language)),
  );
  const reason = purpose.replace(/[.\s]+$/, '');
  const listed = new Intl.ListFormat(language, { type: 'unit' }).format(what);
  return [
    t(reason ? 'package:files.meaning.purpose' : 'package:files.meaning.plain', { system, purpose: reason }),
    what.length > 0 && t('package:files.meaning.categories', { categories: listed }),
  ]
    .filter(Boolean)
    .join(' ');
}

/** `Applicants: identity, birth date` is short for what stands before the colon. */
const shortTitle = (title: string): string => title.split(/\s*:\s/)[0] ?? title;

/** What a part of the package is that comes from no system: its first page, its letter, a file of which nobody said more. */
export const ownMeaning = (part: 'index' | 'letter' | 'attached', language: Language): string =>
  translator(language)(`package:files.meaning.${part}`);

/** What a file that we made is: another form of data, or what describes them. */
export const madeMeaning = (made: 'json' | 'table' | 'schema', file: string, language: Language): string =>
  translator(language)(`package:files.meaning.${made}`, { file });
