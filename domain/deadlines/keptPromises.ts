import type { HolidayCalendar } from '../calendar/holidays.ts';
import type { Edition } from '../edition.ts';
import { type Extension, extensionFor } from '../policies/extensions.ts';
import { type Override, withOverrides } from '../policies/overrides.ts';
import type { Policy } from '../policies/policy.ts';
import type { Right } from '../rights.ts';
import type { Deadline, Facts } from './deadline.ts';
import { deadlinesOf } from './deadlinesOf.ts';
import { isSamePromise, type PromiseId } from './promiseKey.ts';

/**
 * A promise made under a policy that a request is no longer counted by, with the organisation's own number at the time. It reads
 * as in the edition in which it was made, the first where none is noted.
 */
export type KeptPromise = PromiseId & { own?: Override; edition?: Edition };

/** What the promises of a request are counted from. `former` gives a former policy's pack as it was on the day of receipt. */
export type Counting = {
  policy: Policy;
  kept: readonly KeptPromise[];
  former: (promise: KeptPromise) => Policy;
  facts: Facts;
  right: Right;
  calendar: HolidayCalendar;
};

/**
 * Every promise of a request: those of its policy, then those that former ones made and the present one does not know. Each
 * of these stays under the pack that made it, with the facts and the calendar of today: an erasure promised within 24 hours
 * under one document is still late under the next.
 */
export function promisesOf({ policy, kept, former, facts, right, calendar }: Counting): Deadline[] {
  const present = deadlinesOf(policy, facts, right, calendar);
  const unknown = kept.filter((promise) => !present.some((deadline) => isSamePromise(promise, deadline)));
  const stayed = unknown.flatMap((promise) =>
    deadlinesOf(onlyOf(promise, former(promise)), facts, right, calendar),
  );
  return [...present, ...stayed.map((deadline) => ({ ...deadline, former: true }))];
}

/**
 * How far an extension can put the answer off: by the policy of the request, else by what a former one promised, as that reads in
 * the edition by which the request is counted.
 */
export function extensionOf({ policy, kept, former, right }: Omit<Counting, 'facts'>): Extension | undefined {
  const ofKept = kept.map((promise) => clockOf(promise, former({ ...promise, edition: policy.edition })));
  return extensionFor({ clocks: [...policy.clocks, ...ofKept.flat()] }, right);
}

/** The pack with that one clock, which reaches whatever right the request is now about. */
function onlyOf(promise: KeptPromise, policy: Policy): Policy {
  const whole = withOverrides(policy, promise.own ? [promise.own] : []);
  return { ...whole, clocks: clockOf(promise, whole).map((clock) => ({ ...clock, rights: 'all' as const })) };
}

const clockOf = (promise: KeptPromise, { clocks }: Policy): Policy['clocks'] =>
  clocks.filter((clock) => isSamePromise(promise, { clock: clock.id, pack: clock.pack }));
