import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { type Pen, penOf } from './pen.ts';
import { linked, requestLine, toStaff } from './sheet.ts';

/** The most requests listed; for more, the letter refers to the queue. */
const MOST = 40;

/** A request with a deadline in hours has come: sent at once, with its deadlines. */
export function arrival(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const [request] = context.requests;
  if (!request) throw new Error('An arrival without its request');
  const { reference, right, deadlines } = request;
  const promises = deadlines.filter(({ advisory }) => !advisory);
  return toStaff(context, {
    subject: t('letters:arrival.subject', { reference, right: pen.right(right) }),
    paragraphs: [
      t('letters:reminder.received'),
      [
        requestLine(request, pen),
        ...promises.map((deadline) => {
          const due = pen.due(deadline) || t('letters:arrival.notYet');
          return t('letters:arrival.promise', { title: pen.title(deadline.title), due });
        }),
      ].join('\n'),
      linked(t('letters:reminder.open'), context.links.request),
    ],
  });
}

/** In the morning, the requests since the last digest: open ones first, then those that wait for the mailbox link. */
export function arrivalsDigest(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const { arrived, links } = context;
  const waiting = arrived.filter(({ status }) => status === 'unverified');
  const known = arrived.filter(({ status }) => status !== 'unverified');
  return toStaff(context, {
    subject: t('letters:arrivalsDigest.subject', { count: arrived.length }),
    paragraphs: [
      known.length > 0 && t('letters:arrivalsDigest.came', { count: known.length }),
      ...listOf(known, pen),
      waiting.length > 0 && t('letters:arrivalsDigest.unverified', { count: waiting.length }),
      ...listOf(waiting, pen),
      linked(t('letters:overdueDigest.open'), links.queue),
    ],
  });
}

function listOf(arrived: LetterContext['arrived'], pen: Pen): (string | false)[] {
  const more = arrived.length - MOST;
  return [
    ...arrived.slice(0, MOST).map((one) => lineOf(one, pen)),
    more > 0 && pen.t('letters:overdueDigest.more', { count: more }),
  ];
}

function lineOf(one: LetterContext['arrived'][number], pen: Pen): string {
  const { nextDueOn: dueOn, nextLateAt } = one;
  const due = pen.due(dueOn ? { dueOn } : nextLateAt ? { targetAt: nextLateAt } : {});
  const line = `- ${requestLine(one, pen)}`;
  return due ? `${line}\n  ${pen.t('letters:arrivalsDigest.first', { due })}` : line;
}
