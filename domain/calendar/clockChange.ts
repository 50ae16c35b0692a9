import type { Period } from './periodText.ts';
import type { Step } from './step.ts';
import { localDate, localDayNumber, minutesAhead, startOfDayNumber, utcOffset } from './zone.ts';

/**
 * The step that explains a clock change between two moments, where the time of day does not move by as many hours as have
 * passed: 24 hours after Saturday 24 October 2026, 18:17 in Paris it is 17:17. None where the offset is the same.
 */
export function clockChangeSteps(
  from: number,
  to: number,
  zone: string,
  length: Period | { elapsed: number },
): Step[] {
  const last = minutesAhead(to, zone);
  if (minutesAhead(from, zone) === last) return [];
  const change = lastChange(from, to, zone);
  const before = minutesAhead(change - 1, zone);
  const data = {
    on: localDate(new Date(change), zone),
    was: utcOffset(before),
    is: utcOffset(last),
    minutes: Math.abs(last - before),
    ...length,
  };
  return [{ code: last < before ? 'clocks-back' : 'clocks-forward', data }];
}

/** The first instant from which the local clock has the offset that it has at `to`, and did not have at `from`. */
function lastChange(from: number, to: number, zone: string): number {
  const last = minutesAhead(to, zone);
  let day = localDayNumber(to, zone);
  let [low, high] = [startOfDayNumber(day, zone), to];
  while (low > from && minutesAhead(low, zone) === last) {
    high = low;
    day -= 1;
    low = startOfDayNumber(day, zone);
  }
  low = Math.max(low, from);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (minutesAhead(middle, zone) === last) high = middle;
    else low = middle;
  }
  return high;
}
