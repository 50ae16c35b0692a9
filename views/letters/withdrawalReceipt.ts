import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { penOf } from './pen.ts';
import { about, complaint, toPerson } from './sheet.ts';

/** The request was withdrawn: what that means, and what to do if it was not the person. */
export function withdrawalReceipt(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  return toPerson(context, {
    subject: t('letters:withdrawalReceipt.subject', { reference: context.requests[0]?.reference }),
    parts: {
      about: about(context, pen),
      done: t('letters:withdrawalReceipt.done', { when: pen.moment(context.orderedAt) }),
      again: t('letters:withdrawalReceipt.again'),
      complaint: complaint(context, pen, 'any'),
    },
  });
}
