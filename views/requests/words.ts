import type { Worded } from '../../domain/policies/policy.ts';
import type { Language } from '../i18n.ts';

/** A pack's text in the reader's language; English is always there. */
export const wordedOf = (text: Worded, language: Language): string => text[language] ?? text.en;

/** With a capital, where words of a sentence stand alone. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
