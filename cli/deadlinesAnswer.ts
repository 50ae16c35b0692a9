import { localDate, parseReceived, startOfDay } from '../domain/calendar/zone.ts';
import type { Deadline } from '../domain/deadlines/deadline.ts';
import { deadlinesOf } from '../domain/deadlines/deadlinesOf.ts';
import { otherDeadlinesOf, storageEndsOf } from '../domain/deadlines/otherDeadlines.ts';
import { isLate } from '../domain/deadlines/urgency.ts';
import { policyFor } from '../domain/policies/inEffect.ts';
import type { PolicyPack } from '../domain/policies/policy.ts';
import { RIGHTS, type Right } from '../domain/rights.ts';
import type { FactsFile } from './factsFile.ts';
import { assertClocksKnown, assertPossible, calendarIn, factsFrom } from './factsFrom.ts';
import { reasonsOf } from './periodAnswer.ts';

/**
 * The question: a policy as `ID` or `ID@VERSION`, a right, the facts of a file, and the instant at which lateness is
 * judged.
 */
export type DeadlinesQuestion = { policy: string; right: Right; facts: FactsFile; now: Date };
export type DeadlineAnswer = ReturnType<typeof shownOf>;

/**
 * Every clock of a policy for one request, then its other matters and its storage periods. Throws a `RuleViolation` for an
 * unknown policy or calendar, a moment that does not exist, and facts that contradict each other.
 */
export function answerDeadlines(
  packs: readonly PolicyPack[],
  { policy: ref, right, facts: file, now }: DeadlinesQuestion,
): DeadlineAnswer[] {
  const zone = file.zone ?? packs.findLast(({ id }) => id === ref.split('@')[0])?.zone ?? 'UTC';
  const facts = factsFrom(file, zone);
  const policy = policyFor(packs, ref, localDate(facts.receivedAt, zone));
  assertClocksKnown(file, policy);
  assertPossible(facts, policy.clocks);
  const calendar = calendarIn(file, policy.calendar);
  return [
    ...deadlinesOf(policy, facts, right, calendar),
    ...otherDeadlinesOf(policy, facts, calendar),
    ...storageEndsOf(policy, facts, calendar),
  ].map((deadline) => shownOf(deadline, now));
}

/** The right with this name; undefined if there is none. */
export const rightNamed = (name: unknown): Right | undefined => RIGHTS.find((one) => one === name);

/**
 * The instant at which lateness is judged: now, an instant, or the start of a day in UTC. Throws a `RuleViolation` for any
 * other text.
 */
export function momentAsked(text: string | undefined): Date {
  if (text === undefined) return new Date();
  const read = parseReceived(text, 'UTC');
  return 'receivedAt' in read ? read.receivedAt : startOfDay(read.receivedOn, 'UTC');
}

/** A deadline as `deadlines` prints it. `late` is added here, since it depends on the instant asked about. */
function shownOf(deadline: Deadline, now: Date) {
  const { clock, pack, title, advisory, source, chosen, confirmed, because, ...dates } = deadline;
  const { startsAt, nominalOn, dueOn, safeOn, dueAt, targetAt, outerAt, endedAt, state } = dates;
  return {
    clock,
    title: title.en,
    pack,
    ...{ startsAt, nominalOn, dueOn, safeOn, dueAt, targetAt, outerAt, endedAt },
    state: isLate(deadline, now) ? 'late' : state,
    advisory,
    source,
    ...(chosen && { chosen: chosen.en }),
    confirmed,
    because: reasonsOf(because),
  };
}
