import { addDays, type CalendarDate } from '../domain/calendar/calendarDate.ts';
import { localDate, startOfDay } from '../domain/calendar/zone.ts';
import type { Deadline, Facts } from '../domain/deadlines/deadline.ts';
import { joinedFrom } from '../domain/deadlines/joined.ts';
import { latenessOf } from '../domain/deadlines/lateness.ts';
import { promiseKey } from '../domain/deadlines/promiseKey.ts';
import { isRest } from '../domain/deadlines/rest.ts';
import { timeLeft, type Urgency, urgencyOf } from '../domain/deadlines/urgency.ts';
import { waitsCounted } from '../domain/deadlines/waits.ts';
import type { PolicyPack } from '../domain/policies/policy.ts';
import { explainAll } from './because.ts';
import { longDate, longMoment, shortDate, timeLeftWords } from './dates.ts';
import type { FrameBase } from './layouts/frame.ts';
import { policyName } from './policies/name.ts';
import { wordedOf } from './requests/words.ts';
import type { TimelineClock } from './timeline.ts';
import { citedIn } from './writing.ts';

/** The state of a date as a word, a shape and a colour. */
export type Badge = { urgency: Urgency; text: string; shape?: 'cancelled' | 'notStarted' };

/** One computed date in words, with its reasons and its source: on the request page and in the simulator. */
export type DatedPromise = {
  id: string;
  title: string;
  badge: Badge;
  due: string;
  /** Its other dates, each as a sentence. */
  more: string[];
  because: string[];
  source: string;
  chosen?: string;
  unconfirmed: boolean;
  /** Promised under a policy that no longer counts the request. */
  former: boolean;
  advisory: boolean;
  /** The reference of the merged request in which it was promised. */
  joined?: string;
};

/** The facts that a date was computed from, and the moment as of which its state is shown. */
export type Seen = { facts: Pick<Facts, 'receivedAt' | 'zone' | 'pauses'>; now: Date };

export function datedOf(
  base: FrameBase,
  seen: Seen,
  deadline: Deadline,
  packs: readonly PolicyPack[],
): DatedPromise {
  const { t, language } = base;
  const joined = joinedFrom(deadline);
  return {
    id: `deadline-${promiseKey(deadline).replaceAll('@', '-')}`,
    title: titleOf(base, deadline),
    badge: badgeOf(base, seen, deadline),
    due: dueWords(base, seen, deadline),
    more: moreDates(base, seen, deadline),
    because: explainAll(deadline.because, t, language),
    source: isRest(deadline)
      ? t('requests:promise.announced', { source: citedIn(deadline.source, language) })
      : t('requests:promise.source', {
          source: citedIn(deadline.source, language),
          pack: policyName(deadline.pack, packs, base),
        }),
    chosen: deadline.chosen && wordedOf(deadline.chosen, language),
    unconfirmed: !deadline.confirmed,
    former: deadline.former === true && !joined,
    advisory: deadline.advisory,
    joined,
  };
}

/** What was promised, and in which request where that was merged into this one. */
function titleOf({ t, language }: FrameBase, deadline: Deadline): string {
  const [title, reference] = [wordedOf(deadline.title, language), joinedFrom(deadline)];
  return reference ? t('requests:promise.titleOf', { title, reference }) : title;
}

/** A computed date as a clock of the timeline; `title` replaces its title for the reader. */
export function clockOf(
  base: FrameBase,
  seen: Seen,
  deadline: Deadline,
  title = titleOf(base, deadline),
): TimelineClock {
  const badge = badgeOf(base, seen, deadline);
  const { state, startsAt, dueOn, lateAt, endedAt, stoodStill } = deadline;
  const running = state === 'running' || state === 'paused';
  const left = running ? badge.text : undefined;
  const pauses = pausesOf(seen, deadline);
  const ended = latenessOf(deadline, seen.facts.zone);
  const late = ended && timeLeftWords(ended, base.t);
  return {
    title,
    state,
    urgency: badge.urgency,
    startsAt,
    dueAt: lateAt,
    dueOn,
    endedAt,
    stoodStill,
    pauses,
    left,
    late,
  };
}

export function badgeOf({ t, language }: FrameBase, { facts, now }: Seen, deadline: Deadline): Badge {
  const { state, endedAt, lateAt, warnAt, dueOn, targetAt } = deadline;
  const { zone } = facts;
  if (state === 'met' || state === 'cancelled') {
    const day = endedAt ? shortDate(endedAt, language, zone) : '';
    const late = latenessOf(deadline, zone);
    const words = { day, late: late && timeLeftWords(late, t) };
    const text = t(`requests:promise.${late ? LATE[state] : state}`, words);
    return { urgency: late ? 'late' : 'done', text, shape: state === 'cancelled' ? 'cancelled' : undefined };
  }
  if (state === 'notStarted')
    return { urgency: 'done', text: t('requests:promise.notStarted'), shape: state };
  if (state === 'paused') return { urgency: 'waiting', text: t('requests:promise.paused') };
  if (deadline.advisory && lateAt && now >= lateAt)
    return { urgency: 'done', text: t('requests:promise.passed'), shape: 'notStarted' };
  const today = localDate(now, zone);
  const urgency = urgencyOf({ nextLateAt: lateAt, warnAt }, 'open', now, startOfDay(addDays(today, 1), zone));
  const left = timeLeft({ dueOn, targetAt }, now, today);
  return { urgency, text: left ? timeLeftWords(left, t) : t(`urgency:word.${urgency}`) };
}

const LATE = { met: 'metLate', cancelled: 'cancelledLate' } as const;

/** The pauses of this clock; one without an end is still open. */
const pausesOf = ({ facts }: Seen, deadline: Deadline): TimelineClock['pauses'] =>
  waitsCounted(facts, deadline).map(({ askedAt, answeredAt }) => ({ from: askedAt, to: answeredAt }));

function dueWords({ t, language }: FrameBase, seen: Seen, deadline: Deadline): string {
  const { dueOn, targetAt, state } = deadline;
  const { zone, receivedAt } = seen.facts;
  if (state === 'notStarted') return t('requests:promise.noDate');
  if (state === 'paused') {
    const since = pausesOf(seen, deadline).find(({ to }) => !to)?.from ?? receivedAt;
    return t('requests:promise.standsStill', { day: longDate(since, language, zone) });
  }
  if (dueOn) return t('requests:promise.by', { day: longDate(dueOn, language) });
  if (targetAt) return t('requests:promise.by', { day: longMoment(targetAt, language, zone) });
  return t('requests:promise.noDate');
}

function moreDates({ t, language }: FrameBase, { facts }: Seen, deadline: Deadline): string[] {
  const { safeOn, dueOn, outerAt, state, advisory } = deadline;
  if (state !== 'running') return [];
  const other = deadline.because.find(({ code }) => code === 'extension-returned')?.data.other;
  const outer = outerAt && longMoment(outerAt, language, facts.zone);
  return [
    typeof other === 'string' &&
      t('requests:promise.ifDelivered', { day: longDate(other as CalendarDate, language) }),
    !advisory &&
      safeOn &&
      safeOn !== dueOn &&
      t('requests:promise.safe', { day: longDate(safeOn, language) }),
    outer && t('requests:promise.outer', { moment: outer }),
  ].filter((sentence) => typeof sentence === 'string');
}
