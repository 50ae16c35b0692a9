import { toDoOf } from '../../domain/today/groups.ts';
import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { clockWords, reasonsOf } from '../today/reasons.ts';
import { type Pen, penOf } from './pen.ts';
import { linked, requestLine, toStaff } from './sheet.ts';

/** The most deadlines listed; for more, the letter refers to the queue. */
const MOST = 40;

/** Daily while there is something to do: each promise that is overdue with its date and lateness, then what else there is to do today. */
export function overdueDigest(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const { overdue, links } = context;
  const more = overdue.length - MOST;
  return toStaff(context, {
    subject:
      overdue.length > 0
        ? t('letters:overdueDigest.subject', { count: overdue.length })
        : t('letters:overdueDigest.toDo', { count: toDoOf(context.morning) }),
    paragraphs: [
      ...(overdue.length > 0
        ? [
            t('letters:overdueDigest.late', { count: overdue.length, when: pen.moment(context.now) }),
            ...overdue.slice(0, MOST).map((late) => lineOf(late, pen)),
            more > 0 && t('letters:overdueDigest.more', { count: more }),
            linked(t('letters:overdueDigest.open'), links.queue),
          ]
        : []),
      ...context.morning.flatMap((group) => groupLines(group, pen)),
      context.morning.length > 0 && linked(t('letters:overdueDigest.today'), links.today),
    ],
  });
}

/** A group of the page "today": what to do for which request, and why. Names nobody. */
function groupLines(
  { group, size, requests }: LetterContext['morning'][number],
  pen: Pen,
): (string | false)[] {
  const lines = requests.map(({ row, step }) => {
    const todo = pen.t(`today:step.${step}`, { who: row.reference, clock: clockWords(pen, row) });
    return `- ${[todo, ...reasonsOf(pen, row)].join(' ')}`;
  });
  const more = size - requests.length;
  return [
    [
      pen.t('letters:overdueDigest.group', { group: pen.t(`today:group.${group}`), count: size }),
      ...lines,
    ].join('\n'),
    more > 0 && pen.t('letters:overdueDigest.more', { count: more }),
  ];
}

function lineOf(late: LetterContext['overdue'][number], pen: Pen): string {
  return [
    `- ${requestLine(late, pen)}`,
    `  ${pen.t('letters:reminder.promise', { title: pen.title(late.title), left: pen.left(late) })}`,
    `  ${pen.t('letters:reminder.due', { due: pen.due(late) })}`,
  ].join('\n');
}
