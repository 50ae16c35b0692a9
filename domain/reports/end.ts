import { type CalendarDate, dayNumberOf, daysBetween } from '../calendar/calendarDate.ts';
import { localDate } from '../calendar/zone.ts';
import type { Deadline } from '../deadlines/deadline.ts';
import { isExtended } from '../deadlines/extension.ts';
import { daysLate, hasEndedLate, latenessOf } from '../deadlines/lateness.ts';
import { firstReplyOf } from '../deadlines/reply.ts';
import { waitsCounted } from '../deadlines/waits.ts';
import type { FactSheet } from '../lifecycle/factSheet.ts';
import { isSetAside, type Outcome } from '../lifecycle/status.ts';
import type { Channel } from '../lifecycle/vocabulary.ts';
import type { PauseReason } from '../policies/policy.ts';
import type { Right } from '../rights.ts';
import { type Month, monthOf } from './month.ts';

/**
 * How an answer kept its date. `first`: by the first date; `paused`: in time, after its clock had stood still; `extended`: after the
 * first date, by the extended one; `late`: after its date; `undated`: no policy gave one. `unanswered`: it ended without an answer,
 * withdrawn or given up on; `unanswered-late`: and only after its date.
 */
export const STANDINGS = [
  'first',
  'paused',
  'extended',
  'late',
  'undated',
  'unanswered',
  'unanswered-late',
] as const;
export type Standing = (typeof STANDINGS)[number];

/** The standings of what was answered. */
export const ANSWERED_STANDINGS = ['first', 'paused', 'extended', 'late', 'undated'] as const;

/** Those of what was answered in time. */
export const IN_TIME: readonly Standing[] = ['first', 'paused', 'extended'];

/** What the figures count of a request that has ended. Days count from the day of receipt, which is day 0. */
export type CountedEnd = {
  /** The local month of the answer, or of what ended the request without one. */
  month: Month;
  endedOn: CalendarDate;
  right: Right;
  policyId: string;
  channel: Channel;
  standing: Standing;
  days: number;
  daysLate: number | null;
  outcome: Outcome;
  /** The grounds of its refusals, in whole or in part; empty if nothing was refused. */
  grounds: string;
  identityAsked: boolean;
  /** For how many days its clock stood still, and why. */
  pausedDays: number;
  pausedFor: string;
};

type EndedRequest = {
  receivedOn: CalendarDate;
  right: Right;
  policyId: string;
  channel: Channel;
};

/**
 * How a request counts, once the person has an answer or a refusal, or it ended without one; undefined before. What the date is held
 * against is the reply that was owed first. Received on 2 March 2026, extended on 20 March, answered on 30 March: `first`, 28 days;
 * answered on 20 April: `extended`, 49 days. docs/law.md#figures
 */
export function endOf(
  request: EndedRequest,
  { facts, outcome, recorded }: FactSheet,
  deadlines: readonly Deadline[],
): CountedEnd | undefined {
  const answeredAt = earliest(facts.answeredAt, facts.refusedAt);
  const endedAt = answeredAt ?? facts.endedAt;
  if (!endedAt || !outcome) return undefined;
  const endedOn = localDate(endedAt, facts.zone);
  const reply = firstReplyOf(deadlines);
  const { days: pausedDays, waits } = pausedUntil(facts, reply, endedAt);
  const isAside = isSetAside({ outcome });
  const late = isAside ? undefined : reply && latenessOf(reply, facts.zone);
  const grounds = recorded.flatMap(({ name, about }) =>
    (name === 'refused' || name === 'refused-in-part') && about ? [about] : [],
  );
  return {
    month: monthOf(endedOn),
    endedOn,
    right: request.right,
    policyId: request.policyId,
    channel: request.channel,
    standing: isAside
      ? 'unanswered'
      : standingOf(reply, { isAnswer: Boolean(answeredAt), endedOn, pausedDays }),
    days: daysBetween(request.receivedOn, endedOn),
    daysLate: late ? daysLate(late) : null,
    outcome,
    grounds: words(grounds),
    identityAsked: Boolean(facts.other['identity-asked']),
    pausedDays,
    pausedFor: words(pausedDays > 0 ? waits.map(({ reason }): PauseReason => reason) : []),
  };
}

/** For how many days the clock of a reply stood still until a moment, and the waits for which it did. */
export function pausedUntil(
  facts: FactSheet['facts'],
  reply: Deadline | undefined,
  until: Date,
): { days: number; waits: FactSheet['facts']['pauses'] } {
  const waits = reply ? waitsCounted(facts, reply) : [];
  const stood = waits.map(({ askedAt, answeredAt }): [number, number] => [
    dayNumberOf(localDate(askedAt, facts.zone)),
    dayNumberOf(localDate(answeredAt && answeredAt < until ? answeredAt : until, facts.zone)),
  ]);
  return { days: covered(stood), waits };
}

function standingOf(
  reply: Deadline | undefined,
  { isAnswer, endedOn, pausedDays }: { isAnswer: boolean; endedOn: CalendarDate; pausedDays: number },
): Standing {
  const isLate = reply !== undefined && hasEndedLate(reply);
  if (!isAnswer) return isLate ? 'unanswered-late' : 'unanswered';
  if (isLate) return 'late';
  if (reply?.stoodStill) return 'paused';
  if (!reply?.lateAt) return 'undated';
  if (isExtended(reply) && isAfterFirstDate(reply, endedOn)) return 'extended';
  return pausedDays > 0 ? 'paused' : 'first';
}

/** An extension counts only where it was used: an answer by the first date needed none. */
function isAfterFirstDate({ because }: Deadline, endedOn: CalendarDate): boolean {
  const first = because.find(({ code }) => code === 'first-deadline')?.data.on;
  return typeof first !== 'string' || endedOn > first;
}

/** The days in any of the stretches; a day in two counts once. */
function covered(stretches: [number, number][]): number {
  let [days, until] = [0, -Infinity];
  for (const [from, to] of stretches.sort((a, b) => a[0] - b[0])) {
    days += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return days;
}

const words = (given: readonly string[]): string => [...new Set(given)].sort().join(',');

const earliest = (...moments: (Date | undefined)[]): Date | undefined =>
  moments.reduce((first, at) => (at && (!first || at < first) ? at : first), undefined);
