import type { Worded } from '../../domain/policies/policy.ts';
import type { Right } from '../../domain/rights.ts';
import type { Tag } from '../../domain/tags.ts';
import type { Language } from '../i18n.ts';
import { spacedIn, textIn } from '../writing.ts';

/** A text of a pack, a calendar or a law in the reader's language: from its file, else from the language's folder, else in English. */
export const wordedOf = (text: Worded, language: Language): string =>
  spacedIn(text[language] ?? textIn(text.en, language) ?? text.en, language);

/** Capitalised, for words that stand alone. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Whether an answer to this right leaves a deletion to do (Art. 17). */
export const isOfDeletion = (right: Right): boolean => right === 'erasure';

/** The names of a row's tags, in the order in which it got them. */
export function tagNames({ tags }: { tags: string | null }, known: readonly Tag[]): string[] {
  const ids: number[] = tags ? JSON.parse(tags) : [];
  return ids.flatMap((id) => known.find((tag) => tag.id === id)?.name ?? []);
}
