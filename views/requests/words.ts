import type { Worded } from '../../domain/policies/policy.ts';
import type { Right } from '../../domain/rights.ts';
import type { Language } from '../i18n.ts';
import { spacedIn, textIn } from '../writing.ts';

/** A text of a pack, a calendar or a law in the reader's language: as its file says it, else as the language's own folder does, else in English. */
export const wordedOf = (text: Worded, language: Language): string =>
  spacedIn(text[language] ?? textIn(text.en, language) ?? text.en, language);

/** With a capital, where words of a sentence stand alone. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Whether what an answer to this right leaves open is a deletion (Art. 17). */
export const isOfDeletion = (right: Right): boolean => right === 'erasure';
