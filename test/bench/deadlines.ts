import { addMonthsToDayNumber, dayNumberOf, weekdayOfDayNumber } from '../../domain/calendar/calendarDate.ts';
import { holidayCalendar } from '../../domain/calendar/holidays.ts';
import type { Facts } from '../../domain/deadlines/deadline.ts';
import { deadlinesOf } from '../../domain/deadlines/deadlinesOf.ts';
import { factsOf, shippedPolicy } from '../support/facts.ts';
import { type Effort, interleaved, type Measured, median, roundOf } from './measure.ts';
import type { Round } from './round.ts';
import type { Filled } from './setUp.ts';

const DAY = 86_400_000;
/** What only computes needs no long rounds. */
const EASE = 3;

/** Deadlines with their dates, due instants, states and the codes of their reasons, against bare integer days. */
export async function deadlines(on: Filled, _floorOn: Filled, effort: Effort): Promise<Measured> {
  const plain = Array.from({ length: on.rows }, (_, nth) => factsOf(receipt(nth)));
  const eventful = plain.map(withWaitAndExtension);
  const waiting: number[] = [];
  const measured = await interleaved(
    async (seconds) => rate(() => compute(plain), seconds),
    async (seconds) => {
      waiting.push(rate(() => compute(eventful), seconds).perSecond);
      return rate(() => floor(plain), seconds);
    },
    effort,
  );
  return {
    ...measured,
    failures: sum > 0 ? [] : ['the floor computed nothing'],
    notes: [
      `times are of all deadlines of ${on.rows} requests, and seconds are of the processor's time`,
      `with a wait and an extension in each request ${median(waiting).toLocaleString('en')} deadlines a second`,
    ],
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
function rate(work: () => number, seconds: number): Round {
  const times: number[] = [];
  const wanted = (seconds * 1000) / EASE;
  let [done, used] = [0, 0];
  while (times.length === 0 || used < wanted) {
    const began = process.cpuUsage();
    done += work();
    const { user, system } = process.cpuUsage(began);
    times.push((user + system) / 1000);
    used += (user + system) / 1000;
  }
  return { ...roundOf(times, used), perSecond: Math.round(done / (used / 1000)) };
}
