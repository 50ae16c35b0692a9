import { countsAtOnce } from '../../domain/rights.ts';
import type { TodayRequest } from '../../models/today/things.ts';
import { longDate, longMoment, shortDate } from '../dates.ts';
import type { Wording } from '../i18n.ts';
import { wordedOf } from '../requests/words.ts';

/** The title of the next deadline. */
export const clockWords = ({ language }: Wording, { nextTitle }: TodayRequest): string =>
  nextTitle ? wordedOf(JSON.parse(nextTitle), language) : '';

/** Until when there is time: a day, or a moment where hours count. */
function dueWords({ language }: Wording, { nextDueOn, nextLateAt, zone }: TodayRequest): string {
  if (nextDueOn) return longDate(nextDueOn, language);
  return nextLateAt ? longMoment(nextLateAt, language, zone) : '';
}

/** Why a request stands where it does: each reason is a sentence. Names nobody but a colleague. */
export function reasonsOf(words: Wording, row: TodayRequest): string[] {
  const { t, language } = words;
  const { right, receivedOn, identityConfirmedAt, tasksAsked, tasksSettled, zone } = row;
  const on = (at: Date) => shortDate(at, language, zone);
  const answered = row.status === 'answered' || row.status === 'purge-pending' || row.status === 'closed';
  return [
    t('today:why.of', { right: t(`requests:right.${right}`), day: shortDate(receivedOn, language) }),
    row.nextLateAt && t('today:why.due', { clock: clockWords(words, row), due: dueWords(words, row) }),
    row.undelivered && t(`today:why.undelivered.${row.undelivered}`),
    row.unreadSince && t('today:why.unread', { day: on(row.unreadSince) }),
    row.extension === 'decided' && t(row.group === 'late' ? 'today:why.lapsed' : 'today:why.extension'),
    row.status === 'unverified' && t('today:why.unverified'),
    row.waitingSince && t('today:why.waiting', { day: on(row.waitingSince) }),
    !answered &&
      !countsAtOnce(right) &&
      row.status !== 'unverified' &&
      t(`today:why.identity.${identityConfirmedAt ? 'yes' : 'no'}`),
    !answered && tasksAsked > 0 && t('today:why.systems', { done: tasksSettled, count: tasksAsked }),
  ].filter((sentence) => typeof sentence === 'string');
}
