import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/deliveries.ts';
import { penOf } from './pen.ts';
import { about, complaint, linked, toPerson } from './sheet.ts';

/** Where the answer lies, until when, and that a code will be asked for. Nothing of the answer itself is in the mail. */
export function answer(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const { links, validUntil } = context;
  return toPerson(context, {
    subject: t('letters:answer.subject', { reference: context.requests[0]?.reference }),
    paragraphs: [
      about(context, pen),
      linked(t('letters:answer.ready'), links.answer),
      t('letters:answer.code'),
      validUntil && t('letters:answer.until', { until: pen.moment(validUntil) }),
      complaint(context, pen, 'full'),
    ],
  });
}
