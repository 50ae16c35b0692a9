import type { CodePurpose } from '../../models/code.ts';
import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { penOf } from './pen.ts';
import { toPerson } from './sheet.ts';

/** A code for the status page or an answer: what it opens, when it expires, and that it can be ignored. */
export function code(context: LetterContext, opens: Exclude<CodePurpose, 'tasks'>): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const { validUntil } = context;
  return toPerson(context, {
    subject: t(`letters:code.subject.${opens}`),
    parts: {
      code: [
        t('letters:code.code', { code: context.code }),
        validUntil && t('letters:code.until', { until: pen.moment(validUntil) }),
        t('letters:code.notYou'),
      ],
    },
  });
}
