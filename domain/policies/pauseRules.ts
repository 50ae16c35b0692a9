import type { HolidayCalendar } from '../calendar/holidays.ts';
import { type Right, reaches } from '../rights.ts';
import { PAUSE_REASONS, type PauseReason, type PauseRule, type Policy } from './policy.ts';

/** A reason for which clocks stand still where the organisation answers, and what says so. */
export type AllowedPause = PauseRule & { reason: PauseReason };

/**
 * What holds for one reason and right: the rule of the country where the organisation answers, else the policy's own;
 * nothing where that gives no pause. The GDPR's pack pauses for identity; where a country's authority reads Art. 12(3)
 * otherwise, its rule stands under `countries`. UK GDPR Art. 12A(5) lets a clarification stop the clock of an access alone.
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

/** Every reason for which clocks of a right stand still there, in the order of the pack. */
export const pausesAllowed = (
  policy: Pick<Policy, 'pauses'>,
  calendar: Pick<HolidayCalendar, 'id'>,
  right: Right,
): AllowedPause[] =>
  policy.pauses.flatMap(({ reason }) => pauseRuleOf(policy, calendar, reason, right) ?? []);

/** Whether a question stops some clock of a right there: none of a consent withdrawn, which no question puts off (Art. 7(3)). */
export const stopsAClock = (
  policy: Pick<Policy, 'pauses' | 'clocks'>,
  calendar: Pick<HolidayCalendar, 'id'>,
  reason: PauseReason,
  right: Right,
): boolean =>
  pauseRuleOf(policy, calendar, reason, right) !== undefined &&
  policy.clocks.some((clock) => clock.matter === 'request' && clock.pauses && reaches(clock, right));

/** Whether any question does. */
export const canStandStill = (
  policy: Pick<Policy, 'pauses' | 'clocks'>,
  calendar: Pick<HolidayCalendar, 'id'>,
  right: Right,
): boolean => PAUSE_REASONS.some((reason) => stopsAClock(policy, calendar, reason, right));

/**
 * Whether a promise is kept before anybody has confirmed who asks: no question stops its clock, and it is met by an act of its own.
 * Marketing stops at once (Art. 21(3)), an opt-out needs no verified identity (11 CCR 7026), a processor passes a request on. What
 * an answer meets is not one.
 */
export const waitsForNobody = (
  { clocks }: Pick<Policy, 'clocks'>,
  promise: { clock: string; pack: string },
): boolean =>
  clocks.some(
    ({ id, pack, pauses, endsBy }) =>
      id === promise.clock && pack === promise.pack && !pauses && endsBy === 'fulfilment',
  );
