/** `npm run bench deadlines`: how many deadlines a second, against bare integer arithmetic. */
import { addMonthsToDayNumber, dayNumberOf, weekdayOfDayNumber } from '../../domain/calendar/calendarDate.ts';
import { holidayCalendar } from '../../domain/calendar/holidays.ts';
import type { Facts } from '../../domain/deadlines/deadline.ts';
import { deadlinesOf } from '../../domain/deadlines/deadlinesOf.ts';
import { factsOf, shippedPolicy } from '../support/facts.ts';

/** The floor may be so many times faster; what a deadline tells beside its day is worth that. */
export const GOAL = 14;
const DAY = 86_400_000;
const REQUESTS = 5000;

export type DeadlineRates = {
  rounds: number;
  /** Deadlines a second: dates, due instant, state and the codes of the reasons. */
  ours: number;
  /** The same where each request had a wait and an extension. */
  eventful: number;
  /** Month added, clamped and rolled on integers, nothing else. */
  floor: number;
  ratio: number;
  range: [number, number];
};

/** Ours and the floor in turns, so that a busy machine is busy for both. */
export function deadlineRates({ rounds = 5, seconds = 1 } = {}): DeadlineRates {
  const plain = Array.from({ length: REQUESTS }, (_, nth) => factsOf(receipt(nth)));
  const eventful = plain.map(withWaitAndExtension);
  const works = [() => compute(plain), () => compute(eventful), () => floor(plain)] as const;
  for (const work of works) rate(work, seconds / 2);
  const measured = Array.from({ length: rounds }, () => works.map((work) => rate(work, seconds)));
  if (sum <= 0) throw new Error('the floor computed nothing');
  const column = (nth: number) => measured.map((round) => round[nth] ?? 0);
  const ratios = column(0).map((ours, nth) => (column(2)[nth] ?? 0) / ours);
  return {
    rounds,
    ours: Math.round(median(column(0))),
    eventful: Math.round(median(column(1))),
    floor: Math.round(median(column(2))),
    ratio: rounded(median(ratios)),
    range: [rounded(Math.min(...ratios)), rounded(Math.max(...ratios))],
  };
}

const policy = shippedPolicy('gdpr-eu');
const calendar = holidayCalendar('FR-67');
const receipt = (nth: number): string => new Date(Date.UTC(2026, 0, 1) + nth * 7_919_000).toISOString();

function withWaitAndExtension(facts: Facts): Facts {
  const after = (days: number) => new Date(facts.receivedAt.getTime() + days * DAY);
  return {
    ...facts,
    pauses: [{ reason: 'identity', askedAt: after(2), answeredAt: after(9) }],
    extensionNoticeSentAt: after(20),
  };
}

function compute(all: readonly Facts[]): number {
  let done = 0;
  for (const facts of all) done += deadlinesOf(policy, facts, 'erasure', calendar).length;
  return done;
}

const closed = new Set(
  Array.from(
    { length: 1200 },
    (_, nth) => dayNumberOf('2025-12-01' as Parameters<typeof dayNumberOf>[0]) + nth,
  ).filter((day) => weekdayOfDayNumber(day) < 6 && !calendar.isWorkingDay(day)),
);
/** Looked at in the end, so that the engine cannot leave the work out. */
let sum = 0;

function floor(all: readonly Facts[]): number {
  for (const { receivedAt } of all) {
    let day = addMonthsToDayNumber(Math.floor(receivedAt.getTime() / DAY), 1);
    while (weekdayOfDayNumber(day) > 5 || closed.has(day)) day += 1;
    sum += day;
  }
  return all.length;
}

/** A second of the processor's time, so that what else the machine does is left out. */
function rate(work: () => number, seconds: number): number {
  const began = process.cpuUsage();
  let [done, used] = [0, 0];
  while (used < seconds) {
    done += work();
    const { user, system } = process.cpuUsage(began);
    used = (user + system) / 1e6;
  }
  return done / used;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

/** A line for each figure, and whether the goal is met. */
export function ratesInWords({ rounds, ours, eventful, floor, ratio, range }: DeadlineRates): string {
  const figure = (value: number) => value.toLocaleString('en').padStart(11);
  return [
    `deadlines, ${rounds} rounds`,
    `  ours     ${figure(ours)} a second`,
    `  eventful ${figure(eventful)} a second, each with a wait and an extension`,
    `  floor    ${figure(floor)} a second, bare integer days`,
    `  ratio    1/${ratio} (1/${range[0]} to 1/${range[1]}); at least 1/${GOAL} is wanted`,
  ].join('\n');
}

/** Measures, prints, and says whether the goal is met. */
export function benchDeadlines({ json, rounds }: { json: boolean; rounds: number }): boolean {
  const rates = deadlineRates({ rounds });
  process.stdout.write(`${json ? JSON.stringify({ bench: 'deadlines', ...rates }) : ratesInWords(rates)}\n`);
  return rates.ratio <= GOAL;
}
