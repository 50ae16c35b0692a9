import type { FactName, LetterKind } from './vocabulary.ts';

/**
 * The fact that a letter makes true when it has gone out, never when it was written: a pause begins with the asking,
 * an extension with its notice (Art. 12(3); DESIGN.md section 5).
 */
export const FACT_OF_SENT_LETTER: Partial<Record<LetterKind, FactName>> = {
  'identity-request': 'identity-asked',
  'clarification-request': 'clarification-asked',
  'extension-notice': 'extension-notice-sent',
};
