import { lengthOfTime } from '../../domain/calendar/period.ts';
import { isClockTime, type Period, parsePeriod } from '../../domain/calendar/periodText.ts';
import { type Spaced, spaced, type Tick } from '../timelineScale.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DAYS_OF: Partial<Record<Period['unit'], number>> = {
  days: 1,
  weeks: 7,
  months: 30.44,
  years: 365.25,
  'working-days': 1.4,
};
/** The space for a label under the axis, in percent of its width at 390 px. */
const ROOM_FOR_WORDS = 17;

/** The approximate length of a period, in milliseconds: for drawing only, never for a date. */
export function roughLength(text: string): number {
  const period = parsePeriod(text);
  return isClockTime(period) ? lengthOfTime(period) : period.count * (DAYS_OF[period.unit] ?? 1) * DAY;
}

/**
 * Maps a length to its position between nothing (0) and the longest (100), on a logarithmic scale, so that 24 hours and
 * ten years are both legible. Similar lengths are drawn linearly.
 */
export function courseScale(lengths: number[]): (length: number) => number {
  const longest = Math.max(...lengths, HOUR);
  const shortest = Math.min(...lengths, longest);
  if (longest < shortest * 12) return (length) => (100 * length) / longest;
  const unit = shortest / 2;
  return (length) => (100 * Math.log1p(length / unit)) / Math.log1p(longest / unit);
}

const STEPS: [Tick['unit'], number, number][] = [
  ['hour', 1, HOUR],
  ['hour', 6, 6 * HOUR],
  ['day', 1, DAY],
  ['day', 3, 3 * DAY],
  ['day', 7, 7 * DAY],
  ['day', 14, 14 * DAY],
  ['month', 1, 30.44 * DAY],
  ['month', 3, 91.31 * DAY],
  ['month', 6, 182.6 * DAY],
  ['year', 1, 365.25 * DAY],
  ['year', 3, 3 * 365.25 * DAY],
  ['year', 10, 3652.5 * DAY],
  ['year', 30, 30 * 365.25 * DAY],
];

/** Round lengths along the axis, the longest first, as far as there is space. */
export function courseTicks(at: (length: number) => number, longest: number): (Tick & Spaced)[] {
  const kept: Tick[] = [];
  for (const [unit, count, length] of STEPS.toReversed()) {
    if (length > longest * 1.001) continue;
    const place = Math.min(at(length), 100);
    const next = kept.at(-1)?.place ?? 100 + ROOM_FOR_WORDS;
    if (next - place >= ROOM_FOR_WORDS && place >= ROOM_FOR_WORDS) kept.push({ place, unit, count });
  }
  return spaced(kept.toReversed(), 3.5 * ROOM_FOR_WORDS, 100 + 3.5 * ROOM_FOR_WORDS);
}
