import { calendarDate } from '../../domain/calendar/calendarDate.ts';
import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { penOf } from './pen.ts';
import { about, complaint, toPerson, written } from './sheet.ts';

/** The announced rest of an answer does not follow: which day was named, why, and where to complain. */
export function restEnded(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t, day } = pen;
  const { reason, followsOn } = context.data;
  return toPerson(context, {
    subject: t('letters:restEnded.subject', { reference: context.requests[0]?.reference }),
    parts: {
      about: about(context, pen),
      said: followsOn && t('letters:restEnded.said', { day: day(calendarDate(followsOn)) }),
      reason: written(t('letters:restEnded.reason'), reason),
      complaint: complaint(context, pen, 'full'),
    },
  });
}
