import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import type { Lateness } from '../../domain/deadlines/lateness.ts';
import { isReply } from '../../domain/deadlines/reply.ts';
import type { Listed } from '../../models/subjectRequest/listing.ts';
import { shortDate, shortMoment, timeLeftWords } from '../dates.ts';
import type { T, Wording } from '../i18n.ts';
import { wordedOf } from './words.ts';

// The history of a request in the words of the queue, the export and its own page.

/** What a list shows of an ended request. */
export type Past = {
  /** When the answer was due, and the state of an extension. */
  due: string;
  extension: string;
  answered: string;
  /** An earlier answer that was undone. */
  first: string;
  ended: string;
  identity: string;
  method: string;
};

export function pastOf(listed: Listed, reader: Wording): Past {
  const { t, language } = reader;
  const { zone, extension, extendedAt, answeredAt, closedAt, identityConfirmedAt, identityMethod } = listed;
  const day = (at: Date | null | undefined) => (at ? shortDate(at, language, zone) : '');
  return {
    due: replyDue(listed, reader),
    extension: extension ? t(`queue:extensionShort.${extension}`, { day: day(extendedAt) }) : '',
    answered: day(answeredAt),
    first: firstAnswer(listed) ? t('queue:firstAnswered', { day: day(listed.firstAnsweredAt) }) : '',
    ended: day(closedAt),
    identity: day(identityConfirmedAt),
    method: identityMethod ? t(`events:method.${identityMethod}`) : '',
  };
}

/** The moment of a first answer that was undone. */
export function firstAnswer({
  answeredAt,
  firstAnsweredAt,
}: Pick<Listed, 'answeredAt' | 'firstAnsweredAt'>): Date | undefined {
  if (!firstAnsweredAt || firstAnsweredAt.getTime() === answeredAt?.getTime()) return undefined;
  return firstAnsweredAt;
}

function replyDue({ replyDueOn, replyTargetAt, zone }: Listed, { language }: Wording): string {
  if (replyDueOn) return shortDate(replyDueOn as CalendarDate, language);
  return replyTargetAt ? shortMoment(replyTargetAt, language, zone) : '';
}

export const latenessIn = (late: string | null | undefined): Lateness | undefined =>
  late ? (JSON.parse(late) as Lateness) : undefined;

/**
 * "38 days late"; for a promise other than the answer, with its name; for one that was not kept before the request ended,
 * "unanswered, 8 days late".
 */
export function latenessWords(late: Lateness, { t, language }: Wording): string {
  const words = { late: byWords(late, t), clock: wordedOf(late.title, language) };
  return t(`queue:lateness.${isReply(late) ? 'reply' : 'promise'}.${late.how}`, words);
}

/** The same beside a promise that still runs: "Answered 38 days late". */
export const besideWords = (late: Lateness, reader: Wording): string =>
  isReply(late) && late.how === 'met'
    ? reader.t('queue:answeredLate', { late: byWords(late, reader.t) })
    : latenessWords(late, reader);

/** How a request ended, in a word or two: "Answered, 38 days late"; with the promise's name if it is not the answer. */
export function verdictOf(
  ended: string,
  { answeredAt, late }: Pick<Listed, 'answeredAt' | 'late'>,
  reader: Wording,
): { text: string; of: string } {
  const { t, language } = reader;
  const was = latenessIn(late);
  const verdict = (when: string) => t('queue:verdict', { outcome: ended, when });
  if (!was) return { text: answeredAt ? verdict(t('queue:inTime')) : ended, of: '' };
  if (isReply(was)) return { text: verdict(latenessWords(was, reader)), of: '' };
  return { text: verdict(t('queue:oneLate', { late: byWords(was, t) })), of: wordedOf(was.title, language) };
}

const byWords = ({ unit, count }: Lateness, t: T): string => timeLeftWords({ unit, count, late: true }, t);
