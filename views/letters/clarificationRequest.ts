import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { penOf } from './pen.ts';
import { about, byStatus, complaint, toPerson, written } from './sheet.ts';
import { waiting } from './waiting.ts';

/** Recital 63: what we need to know to answer; the person may also leave the request as it is. */
export function clarificationRequest(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  return toPerson(context, {
    subject: t('letters:clarificationRequest.subject', { reference: context.requests[0]?.reference }),
    parts: {
      about: about(context, pen),
      question: written(t('letters:clarificationRequest.question'), context.data.question),
      how: byStatus(context, pen, 'letters:clarificationRequest.how'),
      waiting: waiting(context, pen),
      complaint: complaint(context, pen, 'any'),
    },
  });
}
