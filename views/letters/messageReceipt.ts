import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { penOf } from './pen.ts';
import { about, toPerson } from './sheet.ts';

/** Their message has reached us: when, and nothing of what they wrote, which the status page has. */
export function messageReceipt(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  return toPerson(context, {
    subject: t('letters:messageReceipt.subject', { reference: context.requests[0]?.reference }),
    paragraphs: [
      about(context, pen),
      t('letters:messageReceipt.came', { when: pen.moment(context.orderedAt) }),
    ],
  });
}
