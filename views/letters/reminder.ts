import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { localDate } from '../../domain/calendar/zone.ts';
import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { penOf } from './pen.ts';
import { linked, requestLine, toStaff } from './sheet.ts';

/** A promise is soon due: which, of which request, when, and how long is left. */
export function reminder(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const { deadline, requests, links, step } = context;
  const [request] = requests;
  if (!deadline || !request) throw new Error('A reminder without its clock');
  const { reference } = request;
  const title = pen.title(deadline.title);
  const left = pen.left(deadline);
  const safe = safeIn(context);
  return toStaff(context, {
    subject: t('letters:reminder.subject', { reference, title, left }),
    paragraphs: [
      step === 'received' && t('letters:reminder.received'),
      [
        t('letters:reminder.promise', { title, left }),
        t('letters:reminder.due', { due: pen.due(deadline) }),
        safe && t('letters:reminder.safe', { safe: pen.day(safe) }),
        requestLine(request, pen),
      ]
        .filter(Boolean)
        .join('\n'),
      linked(t('letters:reminder.open'), links.request),
    ],
  });
}

/** The day to aim for, if it is before the due day and not over yet. */
function safeIn({ deadline, now, organisation }: LetterContext): CalendarDate | undefined {
  if (!deadline?.safeOn || deadline.safeOn === deadline.dueOn) return undefined;
  return localDate(now, organisation.zone) <= deadline.safeOn ? deadline.safeOn : undefined;
}
