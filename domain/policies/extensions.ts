import { type Right, reaches } from '../rights.ts';
import { ANNOUNCED, type Clock, type Policy } from './policy.ts';

/** How far an extension goes: for a period that the law sets, or until a day that the controller announces. */
const EXTENSIONS = ['by-period', 'to-a-day'] as const;
export type Extension = (typeof EXTENSIONS)[number];

/** The clock of a request that an extension moves, where the policy has one for this right. */
const extendableClock = <C extends Clock>(
  { clocks }: { clocks: readonly C[] },
  right: Right,
): C | undefined =>
  clocks.find((clock) => clock.matter === 'request' && clock.extendedPeriod && reaches(clock, right));

/**
 * Whether a policy lets the answer to a right be put off, and how far. Art. 12(3) covers Arts. 15 to 22, not consent withdrawal
 * (Art. 7(3)) or instructions for after death; the Swiss DSV, Art. 18(2), lets the controller announce a day. docs/law.md#extension
 */
export function extensionFor(policy: Pick<Policy, 'clocks'>, right: Right): Extension | undefined {
  const clock = extendableClock(policy, right);
  if (!clock) return undefined;
  return clock.extendedPeriod === ANNOUNCED ? 'to-a-day' : 'by-period';
}
