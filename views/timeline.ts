import type { CalendarDate } from '../domain/calendar/calendarDate.ts';
import { DEADLINE_STATES, type DeadlineState } from '../domain/deadlines/deadline.ts';
import type { Urgency } from '../domain/deadlines/urgency.ts';
import { longDate, longMoment, shortDate } from './dates.ts';
import { type Language, type T, translator } from './i18n.ts';
import { type Scale, scaleFor, ticksOf } from './timelineScale.ts';

/** One clock of the picture. `dueOn` is the day of a day deadline in words; `dueAt` is the position of its mark. */
export type TimelineClock = {
  title: string;
  state: DeadlineState;
  urgency?: Urgency;
  startsAt?: Date;
  dueAt?: Date;
  dueOn?: CalendarDate;
  /** When it was met or cancelled. */
  endedAt?: Date;
  stoodStill?: true;
  /** "38 days late", if it ended so. */
  late?: string;
  pauses: { from: Date; to?: Date }[];
  /** "3 days left": the badge's words; otherwise the word of the urgency. */
  left?: string;
  /** For a clock that has not started: what it waits for, in words. */
  waitsFor?: string;
};

type TimelineInput = {
  receivedAt: Date;
  now: Date;
  clocks: TimelineClock[];
  language: Language;
  zone: string;
};

/** Positions are percentages of the picture's width, as SVG attributes: "37.5%". */
export type BarSpan = { x: string; width: string };
type Lane = {
  title: string;
  due: string;
  from: string;
  state: string;
  urgency: Urgency;
  /** The symbol at the due mark and before the badge's word. */
  shape: Urgency | 'cancelled' | 'notStarted';
  badge: string;
  /** The whole promise, the part that has run, the part that ran over, and the pauses. */
  promise?: BarSpan;
  run?: BarSpan;
  over?: BarSpan;
  pauses: BarSpan[];
  dueX?: string;
  endX?: string;
  /** The position of its symbol: at the end if it has ended, else at the due mark. */
  markX?: string;
};
export type TimelinePicture = {
  received: string;
  today: string;
  todayX: string;
  /** The side of the today line on which its label fits in the picture. */
  todayAnchor: 'start' | 'middle' | 'end';
  /** `close`: the label does not fit with large text on a small screen. */
  ticks: { x: string; text: string; close: boolean }[];
  stretched: boolean;
  lanes: Lane[];
};

/** The timeline of promises: receipt on the left, each clock a line to its due mark. Pure; drawn by partials/timeline. */
export function timeline(input: TimelineInput): TimelinePicture {
  const { receivedAt, now, clocks, language, zone } = input;
  const t = translator(language);
  const ends = clocks.flatMap((clock) => [markedDue(clock), clock.endedAt]).filter((at) => at !== undefined);
  const scale = scaleFor(receivedAt, now, ends);
  return {
    received: t('timeline:received', { day: shortDate(receivedAt, language, zone) }),
    today: t('timeline:today', { day: shortDate(now, language, zone) }),
    todayX: percent(scale.at(now)),
    todayAnchor: anchorAt(scale.at(now)),
    ticks: ticksOf(scale, now).map(({ place, unit, count, close }) => ({
      x: percent(place),
      text: t(`timeline:tick.${unit}`, { count }),
      close,
    })),
    stretched: scale.stretched,
    lanes: clocks.map((clock) => laneOf(clock, now, scale, language, zone, t)),
  };
}

const anchorAt = (place: number) => (place < 33 ? 'start' : place > 67 ? 'end' : 'middle');

function laneOf(clock: TimelineClock, now: Date, scale: Scale, language: Language, zone: string, t: T): Lane {
  const { startsAt, endedAt } = clock;
  const dueAt = markedDue(clock);
  const urgency = urgencyOf(clock);
  const mark = endedAt ?? dueAt;
  const ranTo = earlier(endedAt ?? now, now);
  return {
    title: clock.title,
    due: dueWords(clock, language, zone, t),
    from: startsAt ? shortDate(startsAt, language, zone) : (clock.waitsFor ?? t('timeline:notStarted')),
    state: t(`timeline:state.${clock.state}`),
    urgency,
    shape: clock.state === 'cancelled' || clock.state === 'notStarted' ? clock.state : urgency,
    badge: badgeWords(clock, urgency, language, zone, t),
    promise: startsAt && dueAt && span(scale, startsAt, dueAt),
    run: startsAt && span(scale, startsAt, dueAt ? earlier(ranTo, dueAt) : ranTo),
    over: dueAt && ranTo > dueAt && hasRunOver(clock) ? span(scale, dueAt, ranTo) : undefined,
    pauses: clock.pauses.map(({ from, to }) => span(scale, from, earlier(to ?? now, now))),
    dueX: dueAt && percent(scale.at(dueAt)),
    endX: endedAt && percent(scale.at(endedAt)),
    markX: mark && percent(scale.at(mark)),
  };
}

/** The position of the due mark. A paused clock has no date. */
const markedDue = ({ state, dueAt }: TimelineClock): Date | undefined =>
  state === 'paused' ? undefined : dueAt;

/** A clock that was paused when it ended did not run over. */
const hasRunOver = ({ state, stoodStill }: TimelineClock): boolean => state !== 'cancelled' && !stoodStill;

/** A clock that ended in time, or has not begun, is drawn quietly, whatever its due moment. */
function urgencyOf(clock: TimelineClock): Urgency {
  if (clock.late) return 'late';
  if (clock.state === 'met' || clock.state === 'cancelled' || clock.state === 'notStarted') return 'done';
  return clock.urgency ?? (clock.state === 'paused' ? 'waiting' : 'inTime');
}

function dueWords(clock: TimelineClock, language: Language, zone: string, t: T): string {
  if (clock.state === 'paused') {
    const since = clock.pauses.find(({ to }) => !to)?.from;
    return since
      ? t('timeline:standsStill', { day: longDate(since, language, zone) })
      : t('timeline:state.paused');
  }
  if (clock.dueOn) return t('timeline:by', { day: longDate(clock.dueOn, language) });
  if (clock.dueAt) return t('timeline:by', { day: longMoment(clock.dueAt, language, zone) });
  return clock.waitsFor ?? t('timeline:notStarted');
}

/** For these states the badge shows the state itself, without a count. */
const STILL: DeadlineState[] = DEADLINE_STATES.filter((state) => state !== 'running' && state !== 'met');

function badgeWords(clock: TimelineClock, urgency: Urgency, language: Language, zone: string, t: T): string {
  const day = clock.endedAt && shortDate(clock.endedAt, language, zone);
  const { late } = clock;
  if (clock.state === 'met' && day) return t(`timeline:${late ? 'metLateOn' : 'metOn'}`, { day, late });
  if (STILL.includes(clock.state)) return t(`timeline:state.${clock.state}`);
  return clock.left ?? t(`urgency:word.${urgency}`);
}

function span(scale: Scale, from: Date, to: Date): BarSpan {
  const [start, end] = [scale.at(from), scale.at(to)];
  return { x: percent(start), width: percent(Math.max(end - start, 0)) };
}

function percent(place: number): string {
  return `${Math.round(place * 100) / 100}%`;
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}
