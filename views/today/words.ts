import { daysBetween } from '../../domain/calendar/calendarDate.ts';
import { localDate } from '../../domain/calendar/zone.ts';
import { timeLeft, type Urgency } from '../../domain/deadlines/urgency.ts';
import { countsAtOnce } from '../../domain/rights.ts';
import type { TodayRequest } from '../../models/today/things.ts';
import { longDate, longMoment, shortDate, timeLeftWords } from '../dates.ts';
import type { Wording } from '../i18n.ts';
import { personWords } from '../requests/person.ts';
import { wordedOf } from '../requests/words.ts';

/** Whom a request is about, as a page says it. */
export const whoOf = ({ t }: Wording, { personName, clientName }: TodayRequest): string =>
  personWords(t, personName, clientName || undefined);

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

/** The state of an entry: a shape, and the time that is left or since when somebody waits. */
export function badgeOf(words: Wording, row: TodayRequest, now: Date): { urgency: Urgency; text: string } {
  const { t, language } = words;
  const { group, nextDueOn, nextLateAt, zone, unreadSince, waitingSince, receivedAt } = row;
  const today = localDate(now, zone);
  const left = timeLeft({ dueOn: nextDueOn, targetAt: nextDueOn ? null : nextLateAt }, now, today);
  const time = left ? timeLeftWords(left, t) : '';
  const since = (at: Date) => t('today:since', { day: shortDate(at, language, zone) });
  switch (group) {
    case 'late':
    case 'today':
      return { urgency: group, text: time };
    case 'undelivered':
      return { urgency: 'late', text: t('today:undelivered') };
    case 'messages':
      return { urgency: 'soon', text: since(unreadSince ?? receivedAt) };
    case 'waiting': {
      const count = daysBetween(localDate(waitingSince ?? receivedAt, zone), today);
      return { urgency: 'waiting', text: t('today:days', { count }) };
    }
    case 'finish':
      return { urgency: 'done', text: since(receivedAt) };
    case 'arrived':
      return { urgency: 'inTime', text: shortDate(receivedAt, language, zone) };
    case 'extensions':
    case 'week':
      return { urgency: 'soon', text: time };
    case 'ending':
      return { urgency: 'inTime', text: time };
  }
}
