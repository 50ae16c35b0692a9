import { daysBetween } from '../../domain/calendar/calendarDate.ts';
import { localDate } from '../../domain/calendar/zone.ts';
import { timeLeft, type Urgency } from '../../domain/deadlines/urgency.ts';
import type { TodayRequest } from '../../models/today/things.ts';
import { shortDate, timeLeftWords } from '../dates.ts';
import type { Wording } from '../i18n.ts';
import { personWords } from '../requests/person.ts';

/** Whom a request is about, as a page says it. */
export const whoOf = ({ t }: Wording, { personName, clientName }: TodayRequest): string =>
  personWords(t, personName, clientName || undefined);

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
