import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { penOf } from './pen.ts';
import { about, byStatus, toPerson, written } from './sheet.ts';

/** A message to the person beyond what the law requires: a reply to theirs, or news. */
export function message(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  return toPerson(context, {
    subject: t('letters:message.subject', { reference: context.requests[0]?.reference }),
    parts: {
      about: about(context, pen),
      text: written(t('letters:message.text'), context.data.text),
      how: byStatus(context, pen, 'letters:message.how'),
    },
  });
}
