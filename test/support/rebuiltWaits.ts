import type { DateTime } from 'luxon';
import { type Data, isoOf, msOf, type Wait, type Way } from './rebuiltWay.ts';
import { dayOf } from './reference/days.ts';

// The steps of pauses and extensions, followed as a lawyer would.

const day = (value: unknown) => dayOf(String(value));
const dayAfter = (date: DateTime) => date.plus({ days: 1 });
const later = (a: DateTime, b: DateTime) => (a > b ? a : b);

function wait(way: Way, { reason, from, to, on }: Data, fromAsking: boolean, restarts = false): Wait {
  const [asked, last] = [day(from ?? on), day(to ?? on)];
  const first = fromAsking ? asked : dayAfter(asked);
  const told = { reason: String(reason), from: isoOf(asked), first, last, fromAsking, restarts };
  way.answers.add(isoOf(last));
  way.waits.push(told);
  return told;
}

/** A pause; its length must be that of its days. */
const waited = (fromAsking: boolean) => (way: Way, data: Data) => {
  const { first, last } = wait(way, data, fromAsking);
  way.mustHaveCounted();
  if (data.unit === 'working-days') way.count(first, last, Number(data.count));
  else way.must('days waited', last.diff(first, 'days').days + 1, data.count);
};

/** The number of days after one day, up to another, that the pauses cover, each counted once. */
const coveredAfter = (way: Way, day: DateTime, until?: DateTime): number =>
  covered(way, until, ({ first }) => later(first, dayAfter(day)));

/** The same from day 0 on, which a pause that includes both ends may cover. */
const coveredFromStart = (way: Way): number =>
  covered(way, undefined, ({ first, fromAsking }) =>
    fromAsking && first >= way.start ? first : later(first, dayAfter(way.start)),
  );

function covered(way: Way, until: DateTime | undefined, beginningOf: (wait: Wait) => DateTime): number {
  const days = new Set<string>();
  for (const wait of way.waits.filter(({ restarts }) => !restarts)) {
    const end = until && until < wait.last ? until : wait.last;
    for (let each = beginningOf(wait); each <= end; each = dayAfter(each)) days.add(isoOf(each));
  }
  return days.size;
}

/** Adds days to the present position. */
const added = (expected?: (way: Way, data: Data) => number) => (way: Way, data: Data) => {
  way.must('the day from which', isoOf(way.day), data.from);
  if (expected && data.unit === 'days') way.must('days', expected(way, data), data.count);
  way.day = way.plus(String(data.unit), Number(data.count), way.day, data);
  way.must('the day to which', isoOf(way.day), data.to);
};

/** The first of two ways of counting, or the only one. */
const shifting = (days: (way: Way) => number) => (way: Way, data: Data) => {
  added(days)(way, data);
  way.ends?.push(way.day);
};
const lasts = (way: Way, { from, until, elapsed, zone }: Data) => {
  way.must('seconds', Math.floor((msOf(until) - msOf(from)) / 1000), elapsed);
  way.pass(msOf(from), msOf(until), { at: until as Date, zone: zone as string });
};
const laterBy = (way: Way, data: Data) => {
  const from = way.arrival.targetAt ?? 0;
  way.lasted = Number(data.elapsed) * 1000;
  way.pass(from, from + way.lasted, data);
  way.arrival.targetAt = way.reached;
};

export const WAIT_MOVES: Record<string, (way: Way, data: Data) => void> = {
  waited: waited(false),
  'waited-both-ends': waited(true),
  'waited-that-day': (way, data) => {
    wait(way, data, true);
  },
  'waited-same-day': (way, data) => {
    wait(way, data, false);
  },
  'waited-restart': (way, data) => {
    wait(way, data, false, true);
  },
  'two-ways': (way) => {
    way.ends = [];
  },
  'days-waited': shifting(coveredFromStart),
  'days-waited-once': shifting(coveredFromStart),
  'days-waited-after': (way, data) => {
    way.must('the day after which', isoOf(way.start), data.since);
    shifting((each) => coveredAfter(each, each.start))(way, data);
  },
  'from-answer': (way, { on }) => {
    way.must('an answer', way.answers.has(String(on)), true);
    way.answered = String(on);
  },
  'days-used': (way, data) => {
    const answered = day(way.answered);
    const used = answered.diff(way.start, 'days').days - coveredAfter(way, way.start, answered);
    if (data.unit === 'days') way.must('days used', used, data.count);
    added()(way, { ...data, count: -Number(data.count) });
  },
  'days-waited-later': added((way) => coveredAfter(way, day(way.answered))),
  'first-of-two': (way, { on }) => {
    way.ends?.push(way.day);
    const [a, b] = way.ends as [DateTime, DateTime];
    way.day = [a, b].sort((one, other) => Number(one) - Number(other))[0] as DateTime;
    way.must('the first of the two', isoOf(way.day), on);
  },
  'other-reading': (way, { on }) => {
    const [a, b] = way.ends as [DateTime, DateTime];
    way.must('the other of the two', isoOf(later(a, b)), on);
  },
  'both-ways': (way, { on }) => {
    way.must('both ways', way.ends?.map(isoOf).join(), String(on));
    way.must('both ways', isoOf(way.day), on);
  },
  'wait-left-out': (way, { reason, from, to }) => {
    const left = way.waits.findIndex(
      (each) => each.reason === reason && each.from === from && isoOf(each.last) === to,
    );
    way.must('a wait that was told', left >= 0, true);
    way.waits.splice(left, 1);
    way.beginAnew();
  },
  'not-earlier': (way, { on }) => way.must('the day that stands', isoOf(way.day), on),
  'not-before-answer': (way, { on }) => {
    way.must('the last answer', [...way.answers].sort().at(-1), on);
    way.must('a later day', isoOf(way.day) < String(on), true);
    way.day = day(on);
  },
  'after-pauses': (way, { on }) => way.must('the day after the waits', isoOf(way.day), on),
  'days-from-first': (way, data) => {
    way.day = day(data.from).plus({ days: Number(data.count) - 1 });
    way.must('the last day', isoOf(way.day), data.to);
  },
  announced: (way, { until }) => {
    way.day = day(until);
  },
  'waited-elapsed': lasts,
  'elapsed-later': laterBy,
  'elapsed-later-once': laterBy,
  'outer-moved': (way, { at }) => {
    way.arrival.outerAt = (way.arrival.outerAt ?? 0) + way.lasted;
    way.must('the last full hour', way.arrival.outerAt, msOf(at));
  },
};
