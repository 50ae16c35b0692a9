import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { type Pen, penOf } from './pen.ts';
import { linked, requestLine, toStaff } from './sheet.ts';

/** A letter is read, not searched: past so many the queue is the place. */
const MOST = 40;

/** Once a day while something is late: each promise with its date and how late it is. */
export function overdueDigest(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const { overdue, links } = context;
  const more = overdue.length - MOST;
  return toStaff(context, {
    subject: t('letters:overdueDigest.subject', { count: overdue.length }),
    paragraphs: [
      t('letters:overdueDigest.late', { count: overdue.length, when: pen.moment(context.now) }),
      ...overdue.slice(0, MOST).map((late) => lineOf(late, pen)),
      more > 0 && t('letters:overdueDigest.more', { count: more }),
      linked(t('letters:overdueDigest.open'), links.queue),
    ],
  });
}

function lineOf(late: LetterContext['overdue'][number], pen: Pen): string {
  return [
    `- ${requestLine(late, pen)}`,
    `  ${pen.t('letters:reminder.promise', { title: pen.title(late.title), left: pen.left(late) })}`,
    `  ${pen.t('letters:reminder.due', { due: pen.due(late) })}`,
  ].join('\n');
}
