import { OUTCOME_FACTS } from '../../domain/policies/facts.ts';
import { ANNOUNCED, type Clock, type Policy, type Retention } from '../../domain/policies/policy.ts';
import type { Language, T } from '../i18n.ts';
import { capital, wordedOf } from '../requests/words.ts';
import type { BarSpan } from '../timeline.ts';
import { courseScale, courseTicks, roughLength } from './courseScale.ts';
import { periodInWords } from './words.ts';

/** One clock or storage period as a line. Positions are percentages of the picture's width. */
type CourseLane = {
  title: string;
  words: string;
  kind: 'promise' | 'storage';
  /** What comes before it: the reply, if it counts from the answer. */
  lead?: BarSpan;
  line: BarSpan;
  markX: string;
  extended?: BarSpan;
  extendedX?: string;
};
export type CoursePicture = {
  ticks: { x: string; text: string; anchor: 'middle' | 'end'; close: boolean }[];
  groups: { title: string; lanes: CourseLane[] }[];
  hasStorage: boolean;
  hasExtension: boolean;
};

/** A line before it is placed: when it begins after receipt, and its length. */
type LaneCourse = {
  title: string;
  kind: CourseLane['kind'];
  from: string;
  period: string;
  extended?: string;
};

/** The course from receipt to the last purge, each clock from its own beginning; undefined if a pack has no period. */
export function coursePicture(policy: Policy, language: Language, t: T): CoursePicture | undefined {
  const courses = [
    ...policy.clocks.filter(({ advisory }) => !advisory).map((clock) => ofClock(clock, language)),
    ...policy.retentions.flatMap((retention) => ofRetention(retention, language)),
  ];
  if (courses.length === 0) return undefined;
  const reply = replyLength(policy);
  const leadOf = ({ from }: LaneCourse) => (OUTCOME_FACTS.includes(from) ? reply : 0);
  const ends = courses.map((course) => leadOf(course) + longestOf(course));
  const at = courseScale([...courses.map(({ period }) => roughLength(period)), ...ends]);
  const beginnings = [...new Set(courses.map(beginningOf))];
  return {
    ticks: courseTicks(at, Math.max(...ends)).map(({ place, unit, count, close }) => ({
      x: percent(place),
      text: t(`timeline:tick.${unit}`, { count }),
      anchor: place > 92 ? 'end' : 'middle',
      close,
    })),
    groups: beginnings.map((beginning) => ({
      title: capital(t('policies:course.from', { fact: factOf(beginning, t) })),
      lanes: courses
        .filter((course) => beginningOf(course) === beginning)
        .map((course) => laneOf(course, leadOf(course), at, t)),
    })),
    hasStorage: courses.some(({ kind }) => kind === 'storage'),
    hasExtension: courses.some(({ extended }) => extended),
  };
}

function ofClock(clock: Clock, language: Language): LaneCourse {
  const { period, extendedPeriod, starts, before } = clock;
  const from = before ? `before:${before}` : starts;
  const extended = extendedPeriod === ANNOUNCED ? undefined : extendedPeriod;
  return { title: wordedOf(clock.title, language), kind: 'promise', from, period, extended };
}

function ofRetention({ data, period, starts }: Retention, language: Language): LaneCourse[] {
  if (!period) return [];
  return [{ title: wordedOf(data, language), kind: 'storage', from: starts ?? UNSAID, period }];
}

const UNSAID = 'unsaid';

/** Clocks that start with the outcome are drawn after the reply, on the same course as those that start with receipt. */
const beginningOf = ({ from }: LaneCourse): string => (OUTCOME_FACTS.includes(from) ? 'received' : from);

function factOf(beginning: string, t: T): string {
  if (beginning === UNSAID) return t('policies:course.unsaid');
  const [, before] = beginning.split('before:');
  return before
    ? t('policies:course.back', { fact: t(`because:fact.${before}`) })
    : t(`because:fact.${beginning}`);
}

function replyLength({ clocks }: Policy): number {
  const reply = clocks.find(({ endsBy, advisory }) => endsBy === 'answer' && !advisory);
  return reply ? roughLength(reply.period) : 0;
}

function laneOf(course: LaneCourse, lead: number, at: (length: number) => number, t: T): CourseLane {
  const { title, kind, period, extended } = course;
  const end = lead + roughLength(period);
  const extendedTo = extended && lead + roughLength(extended);
  return {
    title,
    words: capital(wordsOf(course, t)),
    kind,
    lead: lead ? span(at(0), at(lead)) : undefined,
    line: span(at(lead), at(end)),
    markX: percent(at(end)),
    ...(extendedTo && { extended: span(at(end), at(extendedTo)), extendedX: percent(at(extendedTo)) }),
  };
}

function wordsOf({ from, period, extended }: LaneCourse, t: T): string {
  const length = periodInWords(period, t);
  if (OUTCOME_FACTS.includes(from))
    return t('policies:course.after', { length, fact: t(`because:fact.${from}`) });
  if (from.startsWith('before:')) return t('policies:atLeast', { length });
  return extended ? t('policies:extended', { length, extended: periodInWords(extended, t) }) : length;
}

const longestOf = ({ period, extended }: LaneCourse): number => roughLength(extended ?? period);

const span = (from: number, to: number): BarSpan => ({
  x: percent(from),
  width: percent(Math.max(to - from, 0)),
});

const percent = (place: number): string => `${Math.round(place * 100) / 100}%`;
