import type { PauseReason } from '../../domain/policies/policy.ts';
import type { Change } from './change.ts';

/**
 * When a wait for the person ends that ends now: never before it began. Facts are read in the order of their moments, so an
 * answer dated before its asking, by a clock that was set back in between, would leave the wait open for good.
 */
export function endOfWait(it: Pick<Change, 'now' | 'sheet'>, reason: PauseReason): Date {
  const open = it.sheet.facts.pauses.find((wait) => wait.reason === reason && !wait.answeredAt);
  return open && open.askedAt > it.now ? open.askedAt : it.now;
}
