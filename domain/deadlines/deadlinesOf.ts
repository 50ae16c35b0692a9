import type { HolidayCalendar } from '../calendar/holidays.ts';
import { isClockTime, parsePeriod } from '../calendar/periodText.ts';
import type { Step } from '../calendar/step.ts';
import type { Clock, From, Policy } from '../policies/policy.ts';
import type { Right } from '../rights.ts';
import { backwardClock } from './backwardClock.ts';
import type { Dated, Dates } from './dates.ts';
import { dayClock } from './dayClock.ts';
import type { Deadline, Facts } from './deadline.ts';
import { endOf, startOf } from './endings.ts';
import { hourClock } from './hourClock.ts';
import { allowedPauses, type Stretch } from './pauses.ts';

/**
 * Every clock of a policy for one request, replayed from its facts; nothing is added to a former date, so an undone
 * fact leaves no trace. An erasure received on 31 January 2025 under `gdpr-eu` in France: reply due 28 February,
 * with an extension notice sent on 20 February, 30 April.
 */
export function deadlinesOf(
  policy: Policy,
  facts: Facts,
  right: Right,
  calendar: HolidayCalendar,
): Deadline[] {
  const refused: Step[] = [];
  const pauses = facts.pauses.length ? allowedPauses(policy, facts, calendar, refused) : [];
  const deadlines: Deadline[] = [];
  for (const clock of policy.clocks) {
    if (clock.matter !== 'request' || !reaches(clock, right)) continue;
    const deadline = deadlineOf(clock, facts, clock.pauses ? pauses : [], calendar);
    if (clock.pauses) deadline.because.push(...refused);
    deadlines.push(deadline);
  }
  return deadlines;
}

function reaches({ rights }: Clock, right: Right): boolean {
  return rights === 'all' || rights.includes(right);
}

/** One clock of a policy, with the pauses that it honours. */
export function deadlineOf(
  clock: From<Clock>,
  facts: Facts,
  pauses: readonly Stretch[],
  calendar: HolidayCalendar,
): Deadline {
  const period = parsePeriod(clock.period);
  const kind = isClockTime(period) ? 'hour' : 'day';
  const startsAt = startOf(clock, facts);
  const { dates, paused, confirmed } = startsAt
    ? datesOf(clock, kind, facts, startsAt, pauses, calendar)
    : notStarted(clock, kind);
  const noticeCounts = startsAt !== undefined && isBefore(facts.extensionNoticeSentAt, dates.lateAt);
  const end = endOf(clock, facts, noticeCounts);
  const deadline: Deadline = {
    clock: clock.id,
    pack: clock.pack,
    title: clock.title,
    kind,
    advisory: clock.advisory,
    state: end?.state ?? (startsAt ? (paused ? 'paused' : 'running') : 'notStarted'),
    source: clock.source,
    confirmed: clock.confirmed && confirmed,
    because: dates.because,
  };
  if (clock.chosen) deadline.chosen = clock.chosen;
  if (end) deadline.endedAt = end.at;
  setDates(deadline, dates);
  return deadline;
}

function datesOf(
  clock: Clock,
  kind: Dates['kind'],
  facts: Facts,
  startsAt: Date,
  pauses: readonly Stretch[],
  calendar: HolidayCalendar,
): Dated {
  if (clock.before) return backwardClock(clock, startsAt, facts.zone, calendar);
  if (kind === 'hour') return hourClock(clock, facts, startsAt, pauses);
  return dayClock(clock, facts, startsAt, pauses, calendar);
}

function notStarted({ starts }: Clock, kind: Dates['kind']): Dated {
  const because = [{ code: 'not-started', data: { fact: starts } }];
  return { dates: { kind, because }, paused: false, confirmed: true };
}

/** A date that a clock does not have is absent, not empty. */
function setDates(deadline: Deadline, dates: Dates): void {
  if (dates.startsAt) deadline.startsAt = dates.startsAt;
  if (dates.nominalOn) deadline.nominalOn = dates.nominalOn;
  if (dates.dueOn) deadline.dueOn = dates.dueOn;
  if (dates.safeOn) deadline.safeOn = dates.safeOn;
  if (dates.dueAt) deadline.dueAt = dates.dueAt;
  if (dates.targetAt) deadline.targetAt = dates.targetAt;
  if (dates.outerAt) deadline.outerAt = dates.outerAt;
  if (dates.lateAt) deadline.lateAt = dates.lateAt;
  if (dates.warnAt) deadline.warnAt = dates.warnAt;
}

function isBefore(instant: Date | undefined, other: Date | undefined): boolean {
  return instant !== undefined && other !== undefined && instant < other;
}
