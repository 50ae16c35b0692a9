import { isDamage } from './damage.ts';
import { isReadOnlyFault } from './readOnly.ts';
import { isDiskFull, isUnavailable } from './unavailable.ts';

/** The kinds of database fault: damaged, disk full, disk not writable, or no answer in time. */
export const DATABASE_FAULTS = ['damaged', 'full', 'readOnly', 'unavailable'] as const;
type DatabaseFault = (typeof DATABASE_FAULTS)[number];

/** The kind of fault that an error reports; undefined for any other error. */
export function databaseFaultOf(error: unknown): DatabaseFault | undefined {
  if (isDamage(error)) return 'damaged';
  if (isDiskFull(error)) return 'full';
  if (isReadOnlyFault(error)) return 'readOnly';
  return isUnavailable(error) ? 'unavailable' : undefined;
}
