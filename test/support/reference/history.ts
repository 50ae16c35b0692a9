import type { DateTime } from 'luxon';
import { type Ends, endsOf, localDayOf, type Moments, momentsOf, nominalOf } from './days.ts';

/** What happened to a request, in milliseconds. All its waits are counted by one model. */
export type History = {
  receivedAt: number;
  zone: string;
  calendar: string;
  model: string;
  waits: { askedAt: number; answeredAt?: number }[];
  noticeAt?: number;
};
export type Course = (Ends | Moments) & { paused: boolean };

type Wait = { askedAt: number; answeredAt: number };
const days = (a: DateTime, b: DateTime) => Math.round(b.diff(a, 'days').days);

/**
 * The day clock of a request, told as it went: each asking and the notice in the order of time, each judged by whether
 * the period as it then stands is over.
 */
export function dayCourse(
  history: History,
  period: string,
  extended: string | undefined,
  rolls: boolean,
): Course {
  const { receivedAt, zone, calendar, noticeAt } = history;
  const start = localDayOf(receivedAt, zone);
  let running = period;
  const accepted: Wait[] = [];
  const ends = () =>
    endsOf(
      { start, nominal: nominalAfter(start, running, accepted, history), period: running, rolls },
      calendar,
      zone,
    );
  const extend = (to: string) => {
    running = to;
    return 0;
  };
  const isOver = (at: number) => !accepted.some(isOpenWait) && at >= ends().dueAt;
  const asks = history.model === 'none' ? [] : oneAfterTheOther(history.waits);
  const events = asks.map((wait) => ({ at: wait.askedAt, rank: 1, happen: () => accepted.push(wait) }));
  if (noticeAt !== undefined && extended) {
    events.push({ at: noticeAt, rank: 0, happen: () => extend(extended) });
  }
  for (const { at, happen } of events.sort((a, b) => a.at - b.at || a.rank - b.rank)) {
    if (!isOver(at)) happen();
  }
  return { ...ends(), paused: accepted.some(isOpenWait) };
}

/** The hour clock of a request: each wait that began in time moves it by as long as it lasted. */
export function hourCourse({ receivedAt, zone, waits, model }: History, period: string): Course {
  const { targetAt, outerAt } = momentsOf(receivedAt, period, zone);
  let waited = 0;
  let paused = false;
  for (const { askedAt, answeredAt } of model === 'none' ? [] : oneAfterTheOther(waits)) {
    if (askedAt >= targetAt + waited) continue;
    if (answeredAt === Infinity) paused = true;
    else waited += answeredAt - askedAt;
  }
  return { targetAt: targetAt + waited, ...(outerAt && { outerAt: outerAt + waited }), paused };
}

const isOpenWait = ({ answeredAt }: Wait): boolean => answeredAt === Infinity;

/** Waits that overlap are one stretch of waiting: a later one counts from where the former ended. */
function oneAfterTheOther(waits: History['waits']): Wait[] {
  const inOrder = waits
    .map(({ askedAt, answeredAt = Infinity }) => ({ askedAt, answeredAt }))
    .sort((a, b) => a.askedAt - b.askedAt || a.answeredAt - b.answeredAt);
  let until = -Infinity;
  return inOrder.flatMap(({ askedAt, answeredAt }) => {
    const from = Math.max(askedAt, until);
    if (answeredAt <= until) return [];
    until = answeredAt;
    return [{ askedAt: from, answeredAt }];
  });
}

/** LAW.md section L in closed forms: days added, days of the calendar marked, or a count that begins again. */
function nominalAfter(
  start: DateTime,
  period: string,
  waits: Wait[],
  { model, zone, calendar }: History,
): DateTime {
  const plain = nominalOf(start, period, calendar);
  const over = waits
    .filter((wait) => !isOpenWait(wait))
    .map(({ askedAt, answeredAt }) => [localDayOf(askedAt, zone), localDayOf(answeredAt, zone)] as const);
  const last = over.at(-1)?.[1];
  if (!last) return plain;
  const waited = over.reduce((sum, [from, to]) => sum + days(from, to), 0);
  const shifted = plain.plus({ days: waited });
  const resumed = nominalOf(last, period, calendar).minus({ days: days(start, last) - waited });
  switch (model) {
    case 'shift':
      return shifted;
    case 'restart':
      return nominalOf(last, period, calendar);
    case 'inclusive-days':
      return plain.plus({ days: daysMarked(over) });
    case 'month-from-resume-minus-used':
      return resumed;
    case 'eu-default':
      return [shifted, resumed].sort((a, b) => a.toMillis() - b.toMillis())[0] ?? plain;
    default:
      return plain;
  }
}

/** How many days of the calendar some wait touches. */
function daysMarked(waits: (readonly [DateTime, DateTime])[]): number {
  const marked = new Set<string>();
  for (const [from, to] of waits) {
    for (let day = from; day <= to; day = day.plus({ days: 1 })) marked.add(day.toISODate() ?? '');
  }
  return marked.size;
}
