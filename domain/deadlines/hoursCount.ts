import { type Deadline, hasEnded } from './deadline.ts';
import { promiseKey } from './promiseKey.ts';

/**
 * Whether the hour of what happens counts for the dates of a request: some promise that is open runs in hours, or the one of the key
 * does. Where it does not, a day is enough. Example: the reply of Art. 12(3) asks for no hour, a deletion within 24 hours does.
 */
export const hoursCount = (
  deadlines: readonly Pick<Deadline, 'kind' | 'state' | 'advisory' | 'clock' | 'pack'>[],
  key = '',
): boolean =>
  deadlines.some(
    (each) => each.kind === 'hour' && (key ? promiseKey(each) === key : !each.advisory && !hasEnded(each)),
  );
