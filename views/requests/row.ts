import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { addDays } from '../../domain/calendar/calendarDate.ts';
import { localDate, startOfDay } from '../../domain/calendar/zone.ts';
import { timeLeft, type Urgency, urgencyOf } from '../../domain/deadlines/urgency.ts';
import type { Listed } from '../../models/subjectRequest/listing.ts';
import { shortDate, shortMoment, timeLeftWords } from '../dates.ts';
import type { Language, T } from '../i18n.ts';
import { wordedOf } from './words.ts';

/** A request as the queue and its export show it: the same words, the same lateness. */
export type Row = {
  reference: string;
  person: string;
  right: string;
  received: string;
  /** The next deadline: its day, or its moment, and the name of its clock. */
  due: string;
  clock: string;
  /** In place of a deadline: since when it is closed, or that no date runs. */
  noDue: string;
  urgency: Urgency;
  left: string;
  status: string;
  tone: 'open' | 'waiting' | 'closed';
  assignee: string;
};

/** The local day and the next, for each zone once: a page has many rows and few zones. */
export type Days = (zone: string) => { today: CalendarDate; tomorrow: Date };

export function daysAt(now: Date): Days {
  const known = new Map<string, ReturnType<Days>>();
  return (zone) => {
    let days = known.get(zone);
    if (!days) {
      const today = localDate(now, zone);
      days = { today, tomorrow: startOfDay(addDays(today, 1), zone) };
      known.set(zone, days);
    }
    return days;
  };
}

type Reader = { t: T; language: Language };

export function rowOf(listed: Listed, { t, language }: Reader, now: Date, days: Days): Row {
  const { status, nextLateAt, nextDueOn, nextTitle, closedAt, zone } = listed;
  const urgency = urgencyOfListed(listed, now, days);
  return {
    reference: listed.reference,
    person: listed.personName,
    right: t(`requests:right.${listed.right}`),
    received: shortDate(listed.receivedOn, language),
    due: nextDueOn
      ? shortDate(nextDueOn, language)
      : nextLateAt
        ? shortMoment(nextLateAt, language, zone)
        : '',
    noDue: nextLateAt || nextDueOn ? '' : noDueWords(closedAt, zone, { t, language }),
    clock: nextLateAt && nextTitle ? wordedOf(JSON.parse(nextTitle), language) : '',
    urgency,
    left: timeWords(listed, urgency, t, now, days),
    status: t(`requests:status.${status}`),
    tone: standingOf(status),
    assignee: listed.assignee ?? '',
  };
}

const noDueWords = (closedAt: Date | null, zone: string, { t, language }: Reader): string =>
  closedAt ? t('queue:closedOn', { day: shortDate(closedAt, language, zone) }) : t('queue:noClock');

function timeWords(listed: Listed, urgency: Urgency, t: T, now: Date, days: Days): string {
  const { status, outcome, nextLateAt, nextDueOn, zone } = listed;
  if (status === 'closed') return t(`requests:outcome.${outcome ?? 'answered'}`);
  const targetAt = nextDueOn ? undefined : nextLateAt;
  const left = nextLateAt && timeLeft({ dueOn: nextDueOn, targetAt }, now, days(zone).today);
  return left ? timeLeftWords(left, t) : t(`urgency:word.${urgency}`);
}

export const urgencyOfListed = (listed: Listed, now: Date, days: Days): Urgency =>
  urgencyOf(listed, standingOf(listed.status), now, days(listed.zone).tomorrow);

const standingOf = (status: Listed['status']): Row['tone'] =>
  status === 'closed' ? 'closed' : status === 'waiting' ? 'waiting' : 'open';
