import { dayNumberOf } from '../calendar/calendarDate.ts';
import type { HolidayCalendar } from '../calendar/holidays.ts';
import { isClockTime, parsePeriod } from '../calendar/periodText.ts';
import type { Step } from '../calendar/step.ts';
import { localDate } from '../calendar/zone.ts';
import { citing } from '../policies/counting.ts';
import { extensionFor } from '../policies/extensions.ts';
import type { Clock, From, Policy } from '../policies/policy.ts';
import { type Right, reaches } from '../rights.ts';
import { backwardClock } from './backwardClock.ts';
import type { DatedClock, Dates } from './dates.ts';
import { dayClock } from './dayClock.ts';
import type { Deadline, Facts } from './deadline.ts';
import { clockEndOf, startOf } from './endings.ts';
import { announcedStep } from './extension.ts';
import { hourClock } from './hourClock.ts';
import { NO_WAITS, waitsOf } from './pauses.ts';
import type { Waits } from './stretch.ts';
import { withoutEffect } from './withoutEffect.ts';

/**
 * Every clock of a policy for one request, replayed from its facts. Nothing is added to a former date, so an undone fact
 * leaves no trace. An erasure received on 31 January 2025 under `gdpr-eu` in France: reply due 28 February; with an
 * extension notice sent on 20 February: 30 April.
 */
export function deadlinesOf(
  policy: Policy,
  facts: Facts,
  right: Right,
  calendar: HolidayCalendar,
): Deadline[] {
  const refused: Step[] = [];
  const waits = facts.pauses.length ? waitsOf(policy, facts, right, calendar, refused) : NO_WAITS;
  const announces = extensionFor(policy, right) === 'to-a-day';
  const deadlines: Deadline[] = [];
  for (const clock of policy.clocks) {
    if (clock.matter !== 'request' || !reaches(clock, right)) continue;
    const own = clock.pauses ? waits : NO_WAITS;
    const deadline =
      announces && clock.endsBy === 'extension-notice'
        ? noticeClock(clock, facts, own, calendar)
        : deadlineOf(clock, facts, own, calendar);
    if (clock.pauses) deadline.because.push(...refused);
    if (facts.pauses.length || facts.extensionNoticeSentAt)
      deadline.because.push(...withoutEffect(clock, facts));
    deadlines.push(deadline);
  }
  return citing(policy, deadlines);
}

/**
 * The last day for a notice that must name the day of the answer. Only a notice that names a later day meets it (DPO
 * Art. 18(2)). Received 2 March 2026, a notice of 30 March without a day: the clock runs on to 1 April.
 * docs/law.md#announced-day
 */
function noticeClock(clock: From<Clock>, facts: Facts, waits: Waits, calendar: HolidayCalendar): Deadline {
  const { extensionNoticeSentAt: sentAt, extensionUntil: until, zone } = facts;
  const unmet = deadlineOf(clock, { ...facts, extensionNoticeSentAt: undefined }, waits, calendar);
  if (!sentAt || !unmet.dueOn) return unmet;
  if (until && until > unmet.dueOn) return deadlineOf(clock, facts, waits, calendar);
  const day = until && dayNumberOf(until);
  unmet.because.push(announcedStep(localDate(sentAt, zone), day, dayNumberOf(unmet.dueOn)));
  return unmet;
}

/** One clock of a policy, with the waits that suspend it. */
export function deadlineOf(
  clock: From<Clock>,
  facts: Facts,
  waits: Waits,
  calendar: HolidayCalendar,
): Deadline {
  const period = parsePeriod(clock.period);
  const kind = isClockTime(period) ? 'hour' : 'day';
  const startsAt = startOf(clock, facts);
  const early = startsAt && notInForce(clock, kind, facts, startsAt);
  const { dates, stillSince, confirmed } =
    early ?? (startsAt ? datesOf(clock, kind, facts, startsAt, waits, calendar) : notStarted(clock, kind));
  const paused = stillSince !== undefined;
  const noticed = noticeCounts(facts, dates, stillSince);
  const end = early ? { state: 'cancelled' as const, at: startsAt } : clockEndOf(clock, facts, noticed);
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
  if (end && paused) deadline.stoodStill = true;
  setDates(deadline, dates);
  return deadline;
}

function datesOf(
  clock: Clock,
  kind: Dates['kind'],
  facts: Facts,
  startsAt: Date,
  waits: Waits,
  calendar: HolidayCalendar,
): DatedClock {
  if (clock.before) return backwardClock(clock, startsAt, facts.zone, calendar);
  if (kind === 'hour') return hourClock(clock, facts, startsAt, waits);
  return dayClock(clock, facts, startsAt, waits, calendar);
}

function notStarted({ starts }: Clock, kind: Dates['kind']): DatedClock {
  const because = [{ code: 'not-started', data: { fact: starts } }];
  return { dates: { kind, because }, confirmed: true };
}

/** A rule that was not in force on the day of its fact: its clock was never owed. */
function notInForce(
  { inForceFrom: from }: Clock,
  kind: Dates['kind'],
  { zone }: Facts,
  startsAt: Date,
): DatedClock | undefined {
  if (!from) return undefined;
  const on = localDate(startsAt, zone);
  if (on >= from) return undefined;
  const because = [{ code: 'not-in-force', data: { on, from } }];
  return { dates: { kind, because }, confirmed: true };
}

/** A date that a clock does not have is left out, not set to undefined. */
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
  if (dates.firstReminderOn) deadline.firstReminderOn = dates.firstReminderOn;
  if (dates.secondReminderOn) deadline.secondReminderOn = dates.secondReminderOn;
  if (dates.lastReminderOn) deadline.lastReminderOn = dates.lastReminderOn;
}

/** Whether an extension notice went out in time: before the date, or while the clock was suspended. */
function noticeCounts(
  { extensionNoticeSentAt: sentAt }: Facts,
  { lateAt }: Dates,
  stillSince = Infinity,
): boolean {
  return sentAt !== undefined && lateAt !== undefined && (sentAt < lateAt || sentAt.getTime() >= stillSince);
}
