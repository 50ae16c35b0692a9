import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { addDays } from '../../domain/calendar/calendarDate.ts';
import { localDate, startOfDay } from '../../domain/calendar/zone.ts';
import { timeLeft, type Urgency, urgencyOf } from '../../domain/deadlines/urgency.ts';
import { longWait } from '../../domain/lifecycle/longWait.ts';
import type { Listed } from '../../models/subjectRequest/listing.ts';
import { shortDate, shortMoment, timeLeftWords } from '../dates.ts';
import type { Language, T, Wording } from '../i18n.ts';
import { besideWords, latenessIn, verdictOf } from './past.ts';
import { statusWord } from './statusWord.ts';
import { wordedOf } from './words.ts';

/** A request as the queue and its export show it: the same words, the same lateness. */
export type QueueRow = {
  reference: string;
  person: string;
  /** Who made the request, if not the person themselves. */
  askedBy: string;
  right: string;
  received: string;
  channel: string;
  /** The next deadline: its day or moment, and its title. */
  due: string;
  clock: string;
  /** Replaces the deadline: since when it is closed, or that no deadline runs. */
  noDue: string;
  urgency: Urgency;
  /** The displayed urgency: a promise that ended late stays late. */
  badge: Urgency;
  left: string;
  /** Which promise was late, or that one was while another still runs. */
  leftNote: string;
  status: string;
  tone: 'open' | 'waiting' | 'closed';
  assignee: string;
  /** "3 of 5" systems have answered; empty where none was asked. */
  systems: string;
  /** A message of the person is unread. */
  isUnread: boolean;
  /** That the person has not replied for long; empty until then. */
  longWait: string;
  /** That a letter to the person did not arrive. */
  undelivered: string;
};

/** Today and tomorrow for each zone, cached: a page has many rows and few zones. */
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

export function queueRowOf(listed: Listed, { t, language }: Wording, now: Date, days: Days): QueueRow {
  const { status, nextLateAt, nextDueOn, nextTitle, zone } = listed;
  const urgency = urgencyOfListed(listed, now, days);
  const was = latenessIn(listed.late);
  const left = leftWords(listed, { t, language }, now, days);
  const verdict = verdictOf(endWords(listed, urgency, t), listed, { t, language });
  return {
    reference: listed.reference,
    person: listed.clientName || listed.personName,
    askedBy: listed.clientName ? t('queue:askedBy', { person: listed.personName }) : '',
    right: t(`requests:right.${listed.right}`),
    received: shortDate(listed.receivedOn, language),
    channel: t(`requests:channel.${listed.channel}`),
    due: nextDueOn
      ? shortDate(nextDueOn, language)
      : nextLateAt
        ? shortMoment(nextLateAt, language, zone)
        : '',
    noDue: nextLateAt || nextDueOn ? '' : noDueWords(listed, { t, language }),
    clock: nextLateAt && nextTitle ? titleIn(nextTitle, language) : '',
    urgency,
    badge: urgency !== 'done' ? urgency : was ? 'late' : isUnanswered(listed) ? 'inTime' : urgency,
    left: left?.text ?? verdict.text,
    leftNote: left ? left.note : verdict.of,
    status: statusWord(t, listed),
    tone: standingOf(status),
    assignee: listed.assignee ?? '',
    systems: systemsWords(listed, t),
    isUnread: listed.unreadSince !== null,
    longWait: waitWords(listed, t, now),
    undelivered: listed.undelivered ? t(`queue:undelivered.${listed.undelivered}`) : '',
  };
}

/** "3 of 5, one could not"; nothing where no system was asked. */
function systemsWords({ tasksAsked: asked, tasksSettled: done, tasksStuck: count }: Listed, t: T): string {
  if (asked === 0) return '';
  return count > 0
    ? t('queue:systemsStuck', { done, asked, count })
    : t('queue:systems', { done, count: asked });
}

/** That the person has not replied for long. */
function waitWords({ status, waitingSince, zone }: Listed, t: T, now: Date): string {
  const days = status === 'waiting' ? longWait(waitingSince, now, zone) : undefined;
  return days === undefined ? '' : t('queue:longWait', { count: days });
}

function noDueWords({ closedAt, answeredAt, zone }: Listed, { t, language }: Wording): string {
  const day = (at: Date) => shortDate(at, language, zone);
  const ended = closedAt ? t('queue:closedOn', { day: day(closedAt) }) : t('queue:noClock');
  return answeredAt ? t('queue:answeredOn', { day: day(answeredAt), ended }) : ended;
}

/** The time left until the next deadline, and any earlier lateness; undefined if no deadline runs. */
function leftWords(listed: Listed, reader: Wording, now: Date, days: Days) {
  const { status, nextLateAt, nextDueOn, zone } = listed;
  if (status === 'closed' || !nextLateAt) return undefined;
  const targetAt = nextDueOn ? undefined : nextLateAt;
  const left = timeLeft({ dueOn: nextDueOn, targetAt }, now, days(zone).today);
  const was = latenessIn(listed.late);
  return left && { text: timeLeftWords(left, reader.t), note: was ? besideWords(was, reader) : '' };
}

/** How a request ended; before it is closed only if something was late. */
function endWords({ status, outcome, late }: Listed, urgency: Urgency, t: T): string {
  if (status === 'closed') return t(`requests:outcome.${outcome ?? 'answered'}`);
  if (late && outcome) return t(`requests:outcome.${outcome}`);
  return urgency === 'done' && isUnanswered({ status })
    ? t('queue:unanswered')
    : t(`urgency:word.${urgency}`);
}

/**
 * No deadline runs, but the person has not been told: for example an opt-out that was carried out, or a request forwarded by a
 * processor.
 */
const isUnanswered = ({ status }: Pick<Listed, 'status'>): boolean =>
  status === 'open' || status === 'unverified';

const urgencyOfListed = (listed: Listed, now: Date, days: Days): Urgency =>
  urgencyOf(listed, standingOf(listed.status), now, days(listed.zone).tomorrow);

const standingOf = (status: Listed['status']): QueueRow['tone'] =>
  status === 'closed' ? 'closed' : status === 'waiting' ? 'waiting' : 'open';

/** A deadline's title in a language; cached, since a list repeats the same few JSON texts. */
function titleIn(titles: string, language: Language): string {
  const known = worded.get(language) ?? new Map<string, string>();
  worded.set(language, known);
  const found = known.get(titles);
  if (found !== undefined) return found;
  const title = wordedOf(JSON.parse(titles), language);
  if (known.size >= MOST_TITLES) known.clear();
  known.set(titles, title);
  return title;
}

const MOST_TITLES = 500;
const worded = new Map<Language, Map<string, string>>();
