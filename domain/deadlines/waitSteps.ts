import { dateOfDayNumber } from '../calendar/calendarDate.ts';
import { skippedSteps } from '../calendar/closedDays.ts';
import { nominalDay } from '../calendar/dayPeriod.ts';
import type { Step } from '../calendar/step.ts';
import type { Edition } from '../edition.ts';
import { type Count, isOpen, type Reckoning, reachesPast, type Stretch } from './stretch.ts';
import { type Over, overIn, type WaitReading, waitLength, waitOutcomeOf } from './waitReadings.ts';

/** Waits as they are counted since the second edition of the rules, with steps from which every number can be recomputed by hand. */
export const reckoningOf = (edition: Edition): Reckoning => ({
  nominal: (count, waits) => waitOutcomeOf(count, waits, edition)?.nominal ?? plainOf(count),
  tell(count, waits, because) {
    because.push(...lateAskings(waits.filter((wait) => reachesPast(count.start, wait))));
    because.push(...overIn(count, waits).flatMap((wait) => waitedSteps(wait, count)));
    because.push(...waits.filter(isOpen).map(openStep));
    const outcome = waitOutcomeOf(count, waits, edition);
    if (!outcome) return plainOf(count);
    const { all, kept, lastAnswer, nominal } = outcome;
    because.push(...stepsOf(all, count));
    if (kept !== all) because.push(...leftOut(all, kept), ...stepsOf(kept, count), notEarlier(kept.nominal));
    if (lastAnswer > kept.nominal) because.push(step('not-before-answer', lastAnswer));
    if (nominal !== plainOf(count)) because.push(step('after-pauses', nominal));
    return nominal;
  },
});

const plainOf = ({ start, period, calendar }: Count): number => nominalDay(start, period, calendar);
const step = (code: string, on: number): Step => ({ code, data: { on: dateOfDayNumber(on) } });
const notEarlier = (on: number): Step => step('not-earlier', on);

/** The questions that were not asked promptly, and how many days after receipt. */
export const lateAskings = (waits: readonly Stretch[]): Step[] =>
  waits.flatMap(({ reason, asked, askedAfter }) =>
    askedAfter === undefined
      ? []
      : { code: 'asked-late', data: { reason, on: dateOfDayNumber(asked), count: askedAfter } },
  );

const openStep = ({ reason, asked, source }: Stretch): Step => ({
  code: 'pause-open',
  data: { reason, from: dateOfDayNumber(asked), source },
});

/** One wait, with its length by its own model. */
function waitedSteps(wait: Over, count: Count): Step[] {
  const { reason, model, source, asked, answered } = wait;
  const days = waitLength(wait, count);
  const data = { reason, source, from: dateOfDayNumber(asked), to: dateOfDayNumber(answered) };
  if (model === 'restart') return [{ code: 'waited-restart', data }];
  const bothEnds = model === 'inclusive-days';
  if (asked === answered) {
    const code = bothEnds ? 'waited-that-day' : 'waited-same-day';
    return [{ code, data: { reason, source, on: dateOfDayNumber(asked) } }];
  }
  const code = bothEnds ? 'waited-both-ends' : 'waited';
  const told = { code, data: { ...data, count: days, unit: unitOf(count) } };
  return [told, ...notWorking(bothEnds ? asked : asked + 1, answered, count)];
}

/** How one reading arrives at its day. */
function stepsOf(reading: WaitReading, count: Count): Step[] {
  const { base, shifted, fromAnswer, twoWays, nominal } = reading;
  const steps: Step[] = [];
  if (base !== count.start) nominalDay(base, count.period, count.calendar, steps);
  if (twoWays) steps.push({ code: 'two-ways', data: {} });
  if (twoWays || !fromAnswer) steps.push(...daysAdded(reading, count));
  if (!fromAnswer) return steps;
  const { answered, plain, used, less, later } = fromAnswer;
  steps.push({ code: 'from-answer', data: { on: dateOfDayNumber(answered) } });
  nominalDay(answered, count.period, count.calendar, steps);
  steps.push(...moved('days-used', plain, less, used, count));
  if (later > 0) steps.push(...moved('days-waited-later', less, fromAnswer.nominal, later, count));
  if (!twoWays) return steps;
  if (shifted === fromAnswer.nominal) return [...steps, step('both-ways', nominal)];
  return [
    ...steps,
    step('first-of-two', nominal),
    step('other-reading', Math.max(shifted, fromAnswer.nominal)),
  ];
}

/** The days that are added: all of them, each day once where waits overlap, or those after a restart. */
function daysAdded({ waits, restarted, twoWays, ...reading }: WaitReading, count: Count): Step[] {
  const { base, plain, days, shifted } = reading;
  const adding = waits.filter(({ model }) => model !== 'restart');
  const own = adding.reduce((sum, wait) => sum + waitLength(wait, count), 0);
  const [added, ...skipped] = moved('days-waited', plain, shifted, days, count);
  if (own === days) return days > 0 || twoWays ? [added, ...skipped] : [];
  const cut = restarted || adding.some(({ asked }) => asked < base);
  if (!cut) return [{ ...added, code: 'days-waited-once' }, ...skipped];
  return [{ code: 'days-waited-after', data: { ...added.data, since: dateOfDayNumber(base) } }, ...skipped];
}

const moved = (code: string, from: number, to: number, days: number, count: Count): [Step, ...Step[]] => [
  {
    code,
    data: { from: dateOfDayNumber(from), to: dateOfDayNumber(to), count: days, unit: unitOf(count) },
  },
  ...(from < to ? notWorking(from + 1, to, count) : notWorking(to, from - 1, count)),
];

/** What a count of working days leaves out. */
const notWorking = (first: number, last: number, { period, calendar }: Count): Step[] =>
  period.unit === 'working-days' ? skippedSteps(first, last, calendar) : [];

const unitOf = ({ period }: Count): string => (period.unit === 'working-days' ? 'working-days' : 'days');

/** The waits without which the period ends later. */
const leftOut = (all: WaitReading, kept: WaitReading): Step[] =>
  all.waits
    .filter((wait) => !kept.waits.includes(wait))
    .map(({ reason, asked, answered }) => {
      const data = { reason, from: dateOfDayNumber(asked), to: dateOfDayNumber(answered) };
      return { code: 'wait-left-out', data };
    });
