import type { HolidayCalendar } from '../calendar/holidays.ts';
import type { Edition } from '../edition.ts';
import { type Extension, extensionFor } from '../policies/extensions.ts';
import { type Override, withOverrides } from '../policies/overrides.ts';
import type { Policy } from '../policies/policy.ts';
import type { Right } from '../rights.ts';
import type { Deadline, Facts } from './deadline.ts';
import { deadlinesOf } from './deadlinesOf.ts';
import { isSamePromise, type PromiseId } from './promiseKey.ts';
import { restDeadlines } from './rest.ts';

/**
 * A promise made under a policy by which a request is no longer counted, with the organisation's own number of that time. It
 * reads as in the edition in which it was made; where none is recorded, the first.
 */
export type KeptPromise = PromiseId & { own?: Override; edition?: Edition };

/** What the promises of a request are computed from. `former` gives the pack of a former policy as it was on the day of receipt. */
export type PromisesInput = {
  policy: Policy;
  kept: readonly KeptPromise[];
  former: (promise: KeptPromise) => Policy;
  facts: Facts;
  right: Right;
  calendar: HolidayCalendar;
};

/**
 * Every promise of a request: those of its policy, then those that former policies made and the present one lacks, and the
 * announced rests of answers. Each of
 * these stays under the pack that made it, computed from today's facts and calendar: an erasure promised within 24 hours
 * under one document is still late under the next. docs/law.md#former-promises
 */
export function promisesOf({ policy, kept, former, facts, right, calendar }: PromisesInput): Deadline[] {
  const present = deadlinesOf(policy, facts, right, calendar);
  const unknown = kept.filter((promise) => !present.some((deadline) => isSamePromise(promise, deadline)));
  const stayed = unknown.flatMap((promise) =>
    deadlinesOf(onlyOf(promise, former(promise)), facts, right, calendar),
  );
  const rests = restDeadlines(facts, calendar);
  return [...present, ...stayed.map((deadline) => ({ ...deadline, former: true })), ...rests];
}

/**
 * How far an extension can put off the answer: under the policy of the request, or else under a former one that promised the
 * reply, as that reads in the edition by which the request is counted.
 */
export function extensionOf({
  policy,
  kept,
  former,
  right,
}: Omit<PromisesInput, 'facts'>): Extension | undefined {
  const ofKept = kept.map((promise) => clockOf(promise, former({ ...promise, edition: policy.edition })));
  return extensionFor({ clocks: [...policy.clocks, ...ofKept.flat()] }, right);
}

/** The pack with that one clock alone, applied to whatever right the request is about now. */
function onlyOf(promise: KeptPromise, policy: Policy): Policy {
  const whole = withOverrides(policy, promise.own ? [promise.own] : []);
  return { ...whole, clocks: clockOf(promise, whole).map((clock) => ({ ...clock, rights: 'all' as const })) };
}

const clockOf = (promise: KeptPromise, { clocks }: Policy): Policy['clocks'] =>
  clocks.filter((clock) => isSamePromise(promise, { clock: clock.id, pack: clock.pack }));
