import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { penOf } from './pen.ts';
import { about, complaint, toPerson, written } from './sheet.ts';

/** The request is closed because the person did not reply; a request is never closed without this letter. */
export function givingUp(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  return toPerson(context, {
    subject: t('letters:givingUp.subject', { reference: context.requests[0]?.reference }),
    parts: {
      about: about(context, pen),
      reason: written(t('letters:givingUp.reason'), context.data.reason),
      again: t('letters:givingUp.again'),
      complaint: complaint(context, pen, 'full'),
    },
  });
}
