import { DateTime } from 'luxon';
import type { Step } from '../../domain/calendar/step.ts';
import { WAIT_MOVES } from './rebuiltWaits.ts';
import { type Arrival, type Data, daysFrom, isoOf, msOf, Way } from './rebuiltWay.ts';
import { dayOf, localDayOf } from './reference/days.ts';

/** Follows the reasons of a date to that date, as a lawyer would. Throws at the first that does not follow. */
export function rebuilt(because: readonly Step[]): Arrival {
  const way = new Way();
  for (const { code, data } of because) follow(way, code, data as Data);
  way.must('clock changes without a word', way.unsaid, 0);
  return way.arrival;
}

function follow(way: Way, code: string, data: Data): void {
  const move = MOVES[code] ?? WAIT_MOVES[code];
  if (code.endsWith('-added')) way.add(code.slice(0, -'-added'.length), data);
  else if (move) move(way, data);
  else if (!SILENT.has(code)) throw new Error(`nobody knows what ${code} does to a date`);
}

const begin = (way: Way, day: DateTime) => {
  way.start = day;
  way.day = day;
};
const beginAt = (way: Way, { at, zone }: Data) => {
  way.began = msOf(at);
  begin(way, localDayOf(way.began, String(zone)));
};
const clocksChange = (way: Way, { on, was, is, minutes }: Data) => {
  const day = DateTime.fromISO(String(on), { zone: way.zone }).startOf('day');
  way.must('the offset before', day.toFormat("'UTC'ZZ"), was);
  way.must('the offset after', day.endOf('day').toFormat("'UTC'ZZ"), is);
  way.must('minutes', Math.abs(way.unsaid), minutes);
  way.unsaid = 0;
};

const MOVES: Record<string, (way: Way, data: Data) => void> = {
  'received-at': beginAt,
  'starts-at': beginAt,
  'counted-back': beginAt,
  'received-on': (way, { on }) => begin(way, dayOf(String(on))),
  'counted-from-midnight': (way, { on, zone }) => {
    way.began = DateTime.fromISO(String(on), { zone: String(zone) })
      .startOf('day')
      .toMillis();
    begin(way, dayOf(String(on)));
  },
  'clocks-back': clocksChange,
  'clocks-forward': clocksChange,
  'first-full-hour': (way, { at, zone }) => {
    const hour = DateTime.fromMillis(way.began, { zone: String(zone) })
      .startOf('hour')
      .plus({ hours: 1 });
    way.full = hour.toMillis();
    way.must('the first full hour', way.full, msOf(at));
  },
  outer: (way, { at }) => {
    way.arrival.outerAt = way.full + way.hours;
    way.must('the last full hour', way.arrival.outerAt, msOf(at));
  },
  clamped: (way, { day, to }) => {
    way.must('the day that is not there', way.from.day, day);
    way.must('the last day of the month', isoOf(way.day.endOf('month')), to);
    if (way.from.day <= way.day.day) throw new Error(`the month of ${to} has a day ${day}`);
  },
  skipped: (way, data) => {
    way.must('working days', way.skip(...way.among, data), way.working);
    way.working = 0;
  },
  weekend: (way, data) => {
    way.must('a weekend', dayOf(String(data.on)).weekday > 5, true);
    way.close(data);
  },
  holiday: (way, data) => way.close(data),
  closed: (way, data) => way.close(data),
  declared: (way, data) => way.close(data),
  'closed-run': (way, data) => {
    const [from, to] = [dayOf(String(data.from)), dayOf(String(data.to))];
    way.must('working days', way.skip(from, to, data), 0);
    for (const day of daysFrom(from, to)) way.close({ on: isoOf(day) });
  },
  rolled: (way, { to }) => way.must('the next working day', isoOf(way.day), to),
  'day-before': (way, data) => {
    const { count, unit, to } = data;
    way.back = true;
    way.from = way.start;
    way.day = way.plus(String(unit), -Number(count), way.start, data);
    way.must('the day before', isoOf(way.day), to);
  },
  'moment-before': (way, data) => {
    const length = Number(data.count) * (data.unit === 'hours' ? 3_600_000 : 60_000);
    way.pass(way.began, way.began - length, data);
    way.unsaid = -way.unsaid;
    way.arrival.targetAt = way.reached;
  },
  'not-moved-back': (way, { on, to }) => {
    way.must('the day that stays', isoOf(way.day), on);
    const safe = dayOf(String(to));
    for (const day of daysFrom(safe.plus({ days: 1 }), way.day))
      way.must(isoOf(day), way.closed.has(isoOf(day)), true);
    way.must('a working day', way.closed.has(isoOf(safe)) || safe.weekday > 5, false);
  },
  'not-rolled': (way, { on }) => {
    if (!way.back) way.day = way.day.minus({ days: 1 });
    way.must('the day that stays', isoOf(way.day), on);
  },
  'first-working-day': (way, { on }) => way.must('the first working day', way.nthOpen(1), on),
  'two-working-days': (way, { to }) => {
    way.must('the second working day', way.nthOpen(2), to);
    way.day = dayOf(String(to));
  },
  due: (way, { on }) => {
    way.mustHaveCounted();
    way.must('the deadline', isoOf(way.day), on);
    way.arrival.dueOn = isoOf(way.day);
  },
};

/** Steps that name the calendar, or an event without effect: the date stays. */
const SILENT = new Set(
  `calendar calendar-nationwide calendar-none calendar-given uncorrected beyond-comparison calendar-note holiday-remark reading
   declared-working asked-late pause-open pause-open-at pause-too-late pause-too-late-at pause-not-allowed pause-of-other-rights
   question-without-effect notice-meanwhile not-in-force not-started first-deadline extension extension-lapsed extension-returned
   extension-without-effect no-day-announced announced-not-later`.split(/\s+/),
);
