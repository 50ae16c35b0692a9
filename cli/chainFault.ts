import type { Verification } from '../models/event/verify.ts';

type Walked = Pick<Verification, 'firstBroken' | 'notCheckable'>;

/** What does not hold in the log, or cannot be checked, as a sentence; nothing where every chain holds. */
export function chainFault({ firstBroken, notCheckable }: Walked, where = ''): string | undefined {
  if (firstBroken)
    return `Broken at ${firstBroken.reference}, event ${firstBroken.sequence}${where}: ${firstBroken.why}.`;
  if (!notCheckable) return undefined;
  const { reference, sequence, chainVersion } = notCheckable;
  return `Not checkable from ${reference}, event ${sequence}${where}: chain version ${chainVersion} is of a later release. Check it with that one.`;
}
