import { type Deadline, hasEnded } from './deadline.ts';
import { promiseKey } from './promiseKey.ts';

/**
 * Whether a form must ask for the hour of an act: some open promise of the request runs in hours, or the one that `key` names
 * does. Otherwise the day is enough. Example: the reply of Art. 12(3) needs no hour, a deletion within 24 hours does.
 */
export const hoursCount = (
  deadlines: readonly Pick<Deadline, 'kind' | 'state' | 'advisory' | 'clock' | 'pack'>[],
  key = '',
): boolean =>
  deadlines.some(
    (each) => each.kind === 'hour' && (key ? promiseKey(each) === key : !each.advisory && !hasEnded(each)),
  );
