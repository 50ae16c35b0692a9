import { DateTime } from 'luxon';
import { type Ends, endsOf, isOpen, localDayOf, type Moments, momentsOf, nominalOf } from './days.ts';

/** The events of a request, in milliseconds. Each pause counts by its own model. */
export type History = {
  receivedAt: number;
  zone: string;
  calendar: string;
  waits: { askedAt: number; answeredAt?: number; model: string }[];
  noticeAt?: number;
};
export type Course = (Ends | Moments) & { paused: boolean; extended?: boolean };

type Asked = History['waits'][number];
type Over = { askedAt: number; answeredAt: number; model: string; asked: DateTime; answered: DateTime };
type Counted = History & { start: DateTime; period: string };

const isOver = (wait: Asked, at = Infinity) => wait.answeredAt !== undefined && wait.answeredAt <= at;

/**
 * The day clock of a request, replayed: questions and the notice in order, each accepted if the clock is paused at that
 * moment or the period has not ended by then.
 */
export function dayCourse(
  history: History,
  period: string,
  extended: string | undefined,
  rolls: boolean,
): Course {
  const { receivedAt, zone, calendar, noticeAt } = history;
  const start = localDayOf(receivedAt, zone);
  const accepted: Asked[] = [];
  let running = period;
  const ends = (until = Infinity) => {
    const over = accepted.filter((wait) => isOver(wait, until));
    const nominal = latestOf({ ...history, start, period: running }, over);
    return endsOf({ start, nominal, period: running, rolls }, calendar, zone);
  };
  const standsStill = (at: number) => accepted.some((wait) => !isOver(wait, at));
  const events = history.waits
    .filter(({ model }) => model !== 'none')
    .map((wait) => ({ at: wait.askedAt, rank: 1, happen: (): unknown => accepted.push(wait) }));
  const extend = () => {
    running = extended ?? period;
  };
  if (noticeAt !== undefined && extended) events.push({ at: noticeAt, rank: 0, happen: extend });
  for (const { at, happen } of events.sort((a, b) => a.at - b.at || a.rank - b.rank))
    if (standsStill(at) || at < ends(at).dueAt) happen();
  return { ...ends(), paused: accepted.some((wait) => !isOver(wait)), extended: running !== period };
}

/**
 * The hour clock of a request: each pause that began in time, or while another ran, moves it by the minutes that no other covers.
 */
export function hourCourse({ receivedAt, zone, waits }: History, period: string): Course {
  const { targetAt, outerAt } = momentsOf(receivedAt, period, zone);
  const accepted: Asked[] = [];
  const waited = () => {
    const ends = accepted.flatMap(({ askedAt, answeredAt }) =>
      answeredAt === undefined ? [] : [Math.max(askedAt, receivedAt), answeredAt],
    );
    const edges = [...new Set(ends)].sort((a, b) => a - b);
    const covers = (at: number) =>
      accepted.some(
        ({ askedAt, answeredAt }) => askedAt <= at && answeredAt !== undefined && at < answeredAt,
      );
    return edges.reduce((sum, edge, n) => sum + (covers(edge) ? (edges[n + 1] as number) - edge : 0), 0);
  };
  for (const wait of waits.filter(({ model }) => model !== 'none').sort((a, b) => a.askedAt - b.askedAt)) {
    const { askedAt } = wait;
    const inTime = askedAt < targetAt + waited() || accepted.some((each) => !isOver(each, askedAt));
    if (inTime) accepted.push(wait);
  }
  const paused = accepted.some((wait) => !isOver(wait));
  return { targetAt: targetAt + waited(), ...(outerAt && { outerAt: outerAt + waited() }), paused };
}

/**
 * By brute force: the latest day that any subset of the pauses gives, which contains every restart and is not before the day of the
 * last answer.
 */
function latestOf(counted: Counted, waits: Asked[]): DateTime {
  const over = waits.map(({ askedAt, answeredAt = Infinity, model }): Over => {
    const [asked, answered] = [localDayOf(askedAt, counted.zone), localDayOf(answeredAt, counted.zone)];
    return { askedAt, answeredAt, model, asked, answered };
  });
  const days = [...setsOf(over)].map((set) => dayWith(counted, set));
  return later(...days, ...over.map(({ answered }) => answered));
}

function* setsOf(waits: Over[]): Generator<Over[]> {
  for (let set = 0; set < 2 ** waits.length; set += 1)
    yield waits.filter(({ model }, n) => model === 'restart' || (set >> n) % 2 === 1);
}

const later = (...days: DateTime[]): DateTime => DateTime.max(...days) as DateTime;
const lastOf = (waits: Over[]) => waits.sort((a, b) => a.answeredAt - b.answeredAt).at(-1);

/** Day by day: days marked on a calendar, a count that restarts, a month less the days that have run. */
function dayWith({ start, period, calendar, receivedAt }: Counted, waits: Over[]): DateTime {
  const restart = lastOf(waits.filter(({ model }) => model === 'restart'));
  const base = restart?.answered ?? start;
  const baseAt = restart?.answeredAt ?? receivedAt;
  const after = waits.filter(({ model, answeredAt }) => model !== 'restart' && answeredAt >= baseAt);
  const counts = (day: number) => !period.endsWith('BD') || isOpen(calendar, dayOf(day));
  const marked = new Set<number>();
  for (const { model, asked, answered } of after) {
    const bothEnds = model === 'inclusive-days' && (restart ? asked > base : asked >= base);
    const first = bothEnds ? numberOf(asked) : numberOf(later(asked, base)) + 1;
    for (let day = first; day <= numberOf(answered); day += 1) if (counts(day)) marked.add(day);
  }
  const shifted = moved(nominalOf(base, period, calendar), marked.size, counts);
  const resumed = lastOf(after.filter(({ model }) => /eu-default|resume/.test(model)));
  if (!resumed) return shifted;
  let used = 0;
  for (let day = numberOf(base) + 1; day <= numberOf(resumed.answered); day += 1)
    if (counts(day) && !marked.has(day)) used += 1;
  const since = [...marked].filter((day) => day > numberOf(resumed.answered)).length;
  const fromAnswer = moved(nominalOf(resumed.answered, period, calendar), since - used, counts);
  return resumed.model === 'eu-default' && shifted < fromAnswer ? shifted : fromAnswer;
}

const numberOf = (day: DateTime): number => day.toMillis() / 86_400_000;
const dayOf = (number: number): DateTime => DateTime.fromMillis(number * 86_400_000, { zone: 'UTC' });

function moved(from: DateTime, by: number, counts: (day: number) => boolean): DateTime {
  let day = numberOf(from);
  for (let left = Math.abs(by); left > 0; ) {
    day += Math.sign(by);
    if (counts(day)) left -= 1;
  }
  return dayOf(day);
}
