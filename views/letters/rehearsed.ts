import type { LetterText } from '../../models/letter/words.ts';
import { type Language, translator } from '../i18n.ts';

/** A letter of a rehearsal: its subject begins with that word, and its first paragraph after the head says that it is not real. */
export function rehearsed({ subject, text, sheet }: LetterText, language: Language): LetterText {
  const t = translator(language);
  const said = t('letters:rehearsal.said');
  return {
    subject: t('letters:rehearsal.subject', { subject }),
    text: text.includes('\n\n') ? text.replace('\n\n', () => `\n\n${said}\n\n`) : `${text}\n\n${said}\n`,
    ...(sheet && { sheet: { ...sheet, body: [said, ...sheet.body] } }),
  };
}

const LONGEST_NAME = 200;

/** The name of an organisation in a rehearsal, which is on all its pages, letters and files. */
export const rehearsedName = (name: string, language: Language): string =>
  translator(language)('letters:rehearsal.name', { name }).slice(0, LONGEST_NAME);

/** The text of a mail that goes to whoever rehearses, instead of to those it was for. */
export const rehearsedMail = ({ to, text }: { to: string; text: string }, language: Language): string =>
  `${translator(language)('letters:rehearsal.wouldGo', { to })}\n\n${text}`;
