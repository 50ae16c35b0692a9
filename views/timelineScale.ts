const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The shortest width of a promise, as a share of the picture, where stretching allows it. */
const SHORTEST = 0.2;
/** Beyond this, the long promises would look alike. */
const STRONGEST_STRETCH = 0.4;
/** The space for a label under the axis, in percent of its width at 390 px. */
const ROOM_FOR_WORDS = 16;
/** The further space if labels are twice as large: "2 Monate" is longer than "14 days". */
const LARGE = 2.4;

export type Scale = { at(moment: Date): number; stretched: boolean; from: number; to: number };
export type Tick = { place: number; unit: 'hour' | 'day' | 'month' | 'year'; count: number };
/** `close`: its label is shown beside its neighbour's only if there is space for both. */
export type Spaced = { close: boolean };

/**
 * Maps a moment to its position between receipt (0) and the last mark (100). Linear if the shortest promise is then
 * legible; otherwise early time is stretched by a power, just enough to show 24 hours beside 30 days.
 */
export function scaleFor(receivedAt: Date, now: Date, marks: Date[]): Scale {
  const from = receivedAt.getTime();
  const times = marks.map((mark) => mark.getTime() - from).filter((time) => time > 0);
  const whole = Math.max(...times, now.getTime() - from, DAY);
  const share = Math.min(...times, whole) / whole;
  const power = share >= SHORTEST ? 1 : Math.max(Math.log(SHORTEST) / Math.log(share), STRONGEST_STRETCH);
  return {
    at: (moment) => 100 * (Math.min(Math.max(moment.getTime() - from, 0), whole) / whole) ** power,
    stretched: power < 1,
    from,
    to: from + whole,
  };
}

const STEPS: [Tick['unit'], number, number][] = [
  ['hour', 6, 6 * HOUR],
  ['day', 1, DAY],
  ['day', 3, 3 * DAY],
  ['day', 7, 7 * DAY],
  ['day', 14, 14 * DAY],
  ['month', 1, 30.44 * DAY],
  ['month', 2, 60.88 * DAY],
  ['month', 3, 91.31 * DAY],
  ['month', 6, 182.6 * DAY],
  ['year', 1, 365.25 * DAY],
  ['year', 3, 1095.75 * DAY],
];

/** Time since receipt in round numbers, as many as fit beside the today line; the longest first. */
export function ticksOf(scale: Scale, now: Date): (Tick & Spaced)[] {
  const today = scale.at(now);
  const kept: Tick[] = [];
  for (const [unit, count, after] of STEPS.toReversed()) {
    if (scale.from + after > scale.to) continue;
    const place = scale.at(new Date(scale.from + after));
    if (Math.abs(place - today) < ROOM_FOR_WORDS / 2) continue;
    const next = kept.at(-1)?.place ?? 100 + ROOM_FOR_WORDS / 2;
    if (next - place >= ROOM_FOR_WORDS && place >= ROOM_FOR_WORDS / 2) kept.push({ place, unit, count });
  }
  return spaced(kept.toReversed(), LARGE * ROOM_FOR_WORDS, 100 + ROOM_FOR_WORDS);
}

/** Marks each tick that is closer than `room` to the next unmarked one, or to `end`; the longest stay unmarked. */
export function spaced<T extends { place: number }>(ticks: T[], room: number, end: number): (T & Spaced)[] {
  let next = end;
  const marked = ticks.toReversed().map((tick) => {
    const close = next - tick.place < room || tick.place < room / 2;
    if (!close) next = tick.place;
    return { ...tick, close };
  });
  return marked.toReversed();
}
