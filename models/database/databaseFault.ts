import { isDamage } from './damage.ts';
import { isReadOnlyFault } from './readOnly.ts';
import { isDiskFull, isUnavailable } from './unavailable.ts';

/** What can be wrong with a database: it is damaged, its disk is full or takes no writes, or it does not answer in time. */
export const DATABASE_FAULTS = ['damaged', 'full', 'readOnly', 'unavailable'] as const;
export type DatabaseFault = (typeof DATABASE_FAULTS)[number];

/** Which of them an error tells of; nothing for any other error. */
export function databaseFaultOf(error: unknown): DatabaseFault | undefined {
  if (isDamage(error)) return 'damaged';
  if (isDiskFull(error)) return 'full';
  if (isReadOnlyFault(error)) return 'readOnly';
  return isUnavailable(error) ? 'unavailable' : undefined;
}
