import type { HolidayCalendar } from '../calendar/holidays.ts';
import { type Right, reaches } from '../rights.ts';
import { PAUSE_REASONS, type PauseReason, type PauseRule, type Policy } from './policy.ts';

/** A reason that suspends clocks where the organisation answers, and its source. */
type AllowedPause = PauseRule & { reason: PauseReason };

/**
 * The rule for one reason and right: that of the country where the organisation answers, or else the policy's own; undefined where
 * that allows no suspension. The GDPR's pack suspends for identity; where a country reads Art. 12(3) otherwise, its rule stands
 * under `countries`. UK GDPR Art. 12A(5) lets a clarification stop the clock for access alone. docs/law.md#what-suspends-a-clock
 */
export function pauseRuleOf(
  policy: Pick<Policy, 'pauses'>,
  calendar: Pick<HolidayCalendar, 'id'>,
  reason: PauseReason,
  right: Right,
): AllowedPause | undefined {
  const pause = policy.pauses.find((each) => each.reason === reason);
  if (!pause || !reaches(pause, right)) return undefined;
  const { model, source, confirmed } = pause.countries?.[calendar.id.slice(0, 2)] ?? pause;
  return model === 'none' ? undefined : { model, source, confirmed, reason };
}

/** Every reason that suspends clocks of a right there, in the order of the pack. */
export const pausesAllowed = (
  policy: Pick<Policy, 'pauses'>,
  calendar: Pick<HolidayCalendar, 'id'>,
  right: Right,
): AllowedPause[] =>
  policy.pauses.flatMap(({ reason }) => pauseRuleOf(policy, calendar, reason, right) ?? []);

/** Whether a question suspends some clock of a right there. It suspends none of a consent withdrawal (Art. 7(3)). */
export const stopsAClock = (
  policy: Pick<Policy, 'pauses' | 'clocks'>,
  calendar: Pick<HolidayCalendar, 'id'>,
  reason: PauseReason,
  right: Right,
): boolean =>
  pauseRuleOf(policy, calendar, reason, right) !== undefined &&
  policy.clocks.some((clock) => clock.matter === 'request' && clock.pauses && reaches(clock, right));

/** Whether any question suspends some clock of a right there. */
export const canStandStill = (
  policy: Pick<Policy, 'pauses' | 'clocks'>,
  calendar: Pick<HolidayCalendar, 'id'>,
  right: Right,
): boolean => PAUSE_REASONS.some((reason) => stopsAClock(policy, calendar, reason, right));

/**
 * Whether a promise must be kept even before the identity is confirmed: no question suspends its clock, and an act of its own, not an
 * answer, meets it. Marketing stops at once (Art. 21(3)), an opt-out needs no verified identity (11 CCR 7026), a processor passes
 * a request on.
 */
export const waitsForNobody = (
  { clocks }: Pick<Policy, 'clocks'>,
  promise: { clock: string; pack: string },
): boolean =>
  clocks.some(
    ({ id, pack, pauses, endsBy }) =>
      id === promise.clock && pack === promise.pack && !pauses && endsBy === 'fulfilment',
  );
