import { nominalDay, workingDaysBetween } from '../calendar/dayPeriod.ts';
import type { Edition } from '../edition.ts';
import type { Count, Stretch } from './stretch.ts';

/** A wait that is over. */
export type Over = Stretch & { answeredAt: number; answered: number };

/** A period counted from an answer, less the days that had already run, plus the days of a later wait. */
type FromAnswer = {
  answered: number;
  plain: number;
  used: number;
  less: number;
  later: number;
  nominal: number;
};

/** One way to count a period with some of its waits: from `base`, with `days` of waiting added. */
export type WaitReading = {
  waits: Over[];
  base: number;
  restarted: boolean;
  plain: number;
  days: number;
  /** The end when the days are added; the only end where no wait counts from its answer. */
  shifted: number;
  fromAnswer?: FromAnswer;
  /** Whether the earlier of the two ends is taken (`eu-default`); otherwise the one from the answer alone. */
  twoWays: boolean;
  nominal: number;
};

/** The end of a period after its waits, and how it was found. */
type WaitOutcome = {
  /** With every wait. */
  all: WaitReading;
  /** With the waits that do not make it earlier; the same as `all` where none does. */
  kept: WaitReading;
  /** The day of the last answer. The period does not end before that day does. */
  lastAnswer: number;
  nominal: number;
};

/** Models that count the period from the answer, less the days used. */
const isResumed = ({ model }: Stretch): boolean =>
  model === 'eu-default' || model === 'month-from-resume-minus-used';
const isRestart = ({ model }: Stretch): boolean => model === 'restart';

/** The waits that are over and reach into the period. */
export const overIn = ({ start }: Pick<Count, 'start'>, waits: readonly Stretch[]): Over[] =>
  waits.filter((wait): wait is Over => wait.answered !== undefined && wait.answered >= start);

/**
 * The nominal day of a period after the waits that are over, each by its model, in whatever order they were asked. Received
 * 9 February 2022, asked 15 February, answered 19 April, one month: `shift` 11 May, `month-from-resume-minus-used` 13 May,
 * `inclusive-days` 12 May, `restart` 19 May, `eu-default` 11 May. No wait makes the day earlier than it would be without that
 * wait, and it is never before the day of the last answer (EDPB Guidelines 01/2022, § 159). A restart is no such wait: by law the
 * period begins with it (UK GDPR Art. 12A, DPA 2018 s.54(3)). The second edition left it out where it made a day earlier.
 * docs/law.md#models-of-waiting, docs/law.md#no-wait-shortens
 */
export function waitOutcomeOf(
  count: Count,
  waits: readonly Stretch[],
  edition: Edition,
): WaitOutcome | undefined {
  const over = overIn(count, waits);
  if (over.length === 0) return undefined;
  const all = readingOf(count, over);
  const kept = subsetsOf(over, edition)
    .filter((some) => some.length < over.length)
    .map((some) => readingOf(count, some))
    .reduce((best, reading) => (reading.nominal > best.nominal ? reading : best), all);
  const lastAnswer = Math.max(...over.map(({ answered }) => answered));
  return { all, kept, lastAnswer, nominal: Math.max(kept.nominal, lastAnswer) };
}

/**
 * The sets of waits one of which gives the latest date. Leaving out a wait that only adds days never gives a later date. So
 * only waits counted from their answer are left out: each time all that come after one of them.
 */
function subsetsOf(over: readonly Over[], edition: Edition): Over[][] {
  const until = (some: readonly Over[]) => [-Infinity, ...some.map(({ answeredAt }) => answeredAt)];
  const resumed = over.filter(isResumed);
  const restarts = edition === 2 ? until(over.filter(isRestart)) : [Infinity];
  return restarts.flatMap((restart) =>
    until(resumed).map((last) =>
      over.filter((wait) => {
        if (isRestart(wait)) return wait.answeredAt <= restart;
        return !isResumed(wait) || wait.answeredAt <= last;
      }),
    ),
  );
}

/** From the last restart the period begins again; only waiting after it counts (UK GDPR Art. 12A). docs/law.md#united-kingdom */
function readingOf(count: Count, waits: Over[]): WaitReading {
  const { period, calendar } = count;
  const restart = lastOf(waits.filter(isRestart));
  const [base, baseAt] = restart ? [restart.answered, restart.answeredAt] : [count.start, count.startsAt];
  const restarted = restart !== undefined;
  const plain = nominalDay(base, period, calendar);
  const after = waits.filter((wait) => !isRestart(wait) && wait.answeredAt >= baseAt);
  const marked = after.map((wait) => daysOf(wait, base, restarted));
  const days = daysIn(marked, Infinity, count);
  const shifted = move(plain, days, count);
  const told = { waits, base, restarted, plain, days, shifted };
  const resumed = lastOf(after.filter(isResumed));
  if (!resumed) return { ...told, twoWays: false, nominal: shifted };
  const { answered } = resumed;
  const still = marked.map(([first, last]): DayRange => [Math.max(first, base + 1), last]);
  const used = daysIn([[base + 1, answered]], Infinity, count) - daysIn(still, answered, count);
  const again = nominalDay(answered, period, calendar);
  const [less, later] = [move(again, -used, count), days - daysIn(marked, answered, count)];
  const fromAnswer = { answered, plain: again, used, less, later, nominal: move(less, later, count) };
  const twoWays = resumed.model === 'eu-default';
  const nominal = twoWays ? Math.min(shifted, fromAnswer.nominal) : fromAnswer.nominal;
  return { ...told, fromAnswer, twoWays, nominal };
}

const lastOf = (waits: readonly Over[]): Over | undefined =>
  waits.reduce<Over | undefined>((a, b) => (a && a.answeredAt >= b.answeredAt ? a : b), undefined);

type DayRange = readonly [first: number, last: number];

/**
 * The days for which a wait stops the clock: from the day after the question, or from that day where both ends count. The day
 * of a restart is day 0, so it cannot be taken out of the count.
 */
function daysOf({ model, asked, answered }: Over, base: number, restarted: boolean): DayRange {
  const withAsking = model === 'inclusive-days' && (asked > base || (asked === base && !restarted));
  return [withAsking ? asked : Math.max(asked, base) + 1, answered];
}

/** How many days several spans cover up to a day, each day once. For a period of working days, working days. */
function daysIn(spans: readonly DayRange[], until: number, { period, calendar }: Count): number {
  let [days, counted] = [0, -Infinity];
  for (const [first, last] of [...spans].sort((a, b) => a[0] - b[0])) {
    const [from, to] = [Math.max(first - 1, counted), Math.min(last, until)];
    if (to <= from) continue;
    days += period.unit === 'working-days' ? workingDaysBetween(from, to, calendar) : to - from;
    counted = to;
  }
  return days;
}

/** The length of one wait in days, by its own model. */
export const waitLength = (wait: Over, count: Count): number =>
  daysIn([daysOf(wait, wait.asked, false)], Infinity, count);

export function move(day: number, by: number, { period, calendar }: Count): number {
  if (period.unit !== 'working-days') return day + by;
  const step = Math.sign(by);
  let moved = day;
  for (let left = Math.abs(by); left > 0; ) {
    moved += step;
    if (calendar.isWorkingDay(moved)) left -= 1;
  }
  return moved;
}
