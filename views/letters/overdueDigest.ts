import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { type Pen, penOf } from './pen.ts';
import { linked, requestLine, toStaff } from './sheet.ts';

/** The most deadlines listed; for more, the letter refers to the queue. */
const MOST = 40;

/** Daily while something is overdue: each promise with its date and lateness. */
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
