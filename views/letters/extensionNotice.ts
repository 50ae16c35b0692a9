import { isExtended } from '../../domain/deadlines/extension.ts';
import { replyOf } from '../../domain/deadlines/reply.ts';
import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { byLaw } from '../law.ts';
import { type Pen, penOf } from './pen.ts';
import { about, complaint, toPerson, written } from './sheet.ts';

/** Whether the notice would extend nothing if it went now: after the first date, or if the law has no extension. */
export const isLapsed = ({ kind, reply }: LetterContext): boolean =>
  kind === 'extension-notice' && !(reply && isExtended(reply));

/** The receipt, the reasons, the new date, complaint and court. */
export function extensionNotice(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const { requests, reply, data, governed } = context;
  const first = replyOf(requests[0]?.deadlines ?? []);
  const due = reply ? pen.due(reply) : '';
  const words = {
    first: first ? pen.due(first) : '',
    due,
    length: lengthOf(context, pen),
    ...beside(context, pen),
    by: governed && byLaw(pen, governed.law, governed.law.extension?.article),
  };
  return toPerson(context, {
    subject: t('letters:extensionNotice.subject', { reference: requests[0]?.reference, due }),
    parts: {
      about: about(context, pen),
      ...(data.until ? announced(context, pen, words) : extended(context, pen, words)),
      complaint: complaint(context, pen, 'full'),
    },
  });
}

type NoticeWords = { first: string; due: string; length: string; by?: string; waited: string; moved: string };

/** The ground in the law's words (Art. 12(3) GDPR), or else only the reason; and the length that it gives. */
const extended = ({ data }: LetterContext, { t }: Pen, words: NoticeWords) => ({
  why: data.ground
    ? [
        t('letters:extensionNotice.why', words),
        written(t(`letters:extensionNotice.ground.${data.ground}`), data.reason),
      ]
    : written(t('letters:extensionNotice.whyAllowed', words), data.reason),
  until: t(words.length ? 'letters:extensionNotice.until' : 'letters:extensionNotice.untilAnnounced', words),
});

/** If the law leaves the day to the controller, the notice names it (Swiss DSV, Art. 18(2)). */
const announced = ({ data }: LetterContext, { t }: Pen, words: NoticeWords) => ({
  why: written(t('letters:extensionNotice.whyAnnounced', words), data.reason),
  until: t('letters:extensionNotice.untilAnnounced', words),
});

/** "3 months", as the calculation says; empty if they do not run from receipt. */
function lengthOf({ reply }: LetterContext, { t }: Pen): string {
  if (reply?.because.some(({ code }) => code === 'waited-restart')) return '';
  const step = reply?.because.find(({ code }) => code === 'extension');
  return step ? t(`because:length.${step.data.unit}`, { count: step.data.count }) : '';
}

/** Why the new date is not that length from receipt: a pause, or a day off at the end. */
function beside({ reply }: LetterContext, { t }: Pen): { waited: string; moved: string } {
  const has = (...codes: string[]) => reply?.because.some(({ code }) => codes.includes(code));
  return {
    waited: has('waited', 'waited-both-ends') ? t('letters:extensionNotice.waited') : '',
    moved: has('rolled') ? t('letters:extensionNotice.moved') : '',
  };
}
