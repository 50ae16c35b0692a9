import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { penOf } from './pen.ts';
import { about, toPerson } from './sheet.ts';

/** Confirms to the person that their message arrived, and when. Contains none of their words, which the status page shows. */
export function messageReceipt(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  return toPerson(context, {
    subject: t('letters:messageReceipt.subject', { reference: context.requests[0]?.reference }),
    parts: {
      about: about(context, pen),
      came: t('letters:messageReceipt.came', { when: pen.moment(context.orderedAt) }),
    },
  });
}
