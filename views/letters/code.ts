import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { penOf } from './pen.ts';
import { toPerson } from './sheet.ts';

/** A code for the status page or for an answer: what it opens, until when, and that it can be left unused. */
export function code(context: LetterContext, opens: 'status' | 'answer'): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const { validUntil } = context;
  return toPerson(context, {
    subject: t(`letters:code.subject.${opens}`),
    paragraphs: [
      t('letters:code.code', { code: context.code }),
      validUntil && t('letters:code.until', { until: pen.moment(validUntil) }),
      t('letters:code.notYou'),
    ],
  });
}
