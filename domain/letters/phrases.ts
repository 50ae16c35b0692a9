import { RuleViolation } from '../ruleViolation.ts';
import { line, lines } from '../writing.ts';

/** A short answer that is kept: the name by which it is chosen, and its text. */
export type PhraseText = { name: string; text: string };

const LONGEST_NAME = 60;
const LONGEST_TEXT = 2000;
/** So many at most in one organisation, so that the choice remains a list. */
export const MOST_PHRASES = 100;

/** A phrase as it is stored; throws `field-missing` and `text-too-long` beside their fields. */
export function checkedPhrase(given: PhraseText): PhraseText {
  const [name, text] = [line(given.name), lines(given.text)];
  for (const [field, value, most] of [
    ['name', name, LONGEST_NAME],
    ['text', text, LONGEST_TEXT],
  ] as const) {
    if (!value) throw new RuleViolation('field-missing', {}, field);
    if (value.length > most) throw new RuleViolation('text-too-long', { most }, field);
  }
  return { name, text };
}

/** What was written, with a phrase after it as a paragraph of its own. */
export const withPhrase = (written: string, phrase: string): string =>
  [written.trimEnd(), phrase].filter(Boolean).join('\n\n');
