import { calendarDate } from '../../domain/calendar/calendarDate.ts';
import { holidayCalendar } from '../../domain/calendar/holidays.ts';
import type { Deadline, Facts } from '../../domain/deadlines/deadline.ts';
import { deadlinesOf } from '../../domain/deadlines/deadlinesOf.ts';
import { policyFor } from '../../domain/policies/inEffect.ts';
import type { Policy } from '../../domain/policies/policy.ts';
import type { Right } from '../../domain/rights.ts';
import { readPacks, shippedPoliciesDir } from '../../models/policy.ts';

export const shippedPacks = readPacks([shippedPoliciesDir]);

/** The facts of a request received at this instant in Paris; others only if given. */
export function factsOf(receivedAt: string, more: Partial<Facts> = {}): Facts {
  return {
    receivedAt: new Date(receivedAt),
    zone: 'Europe/Paris',
    pauses: [],
    fulfilled: {},
    cancelled: {},
    other: {},
    ...more,
  };
}

/** A shipped policy in the version for receipts in 2026. */
export function shippedPolicy(ref: string, change: Partial<Policy> = {}): Policy {
  return { ...policyFor(shippedPacks, ref, calendarDate('2026-01-01')), ...change };
}

/** All clocks of one request by id. */
export function clocksOf(policy: Policy, facts: Facts, calendar = 'FR', right: Right = 'erasure') {
  const deadlines = deadlinesOf(policy, facts, right, holidayCalendar(calendar));
  return Object.fromEntries(deadlines.map((deadline) => [deadline.clock, deadline])) as Record<
    string,
    Deadline
  >;
}

/** The codes of an explanation in order. */
export const codesOf = (deadline: Deadline | undefined): string[] =>
  (deadline?.because ?? []).map((step) => step.code);
