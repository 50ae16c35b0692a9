import { addDays } from '../../domain/calendar/calendarDate.ts';
import { localDate, startOfDay } from '../../domain/calendar/zone.ts';
import type { Deadline } from '../../domain/deadlines/deadline.ts';
import { timeLeft, type Urgency, urgencyOf } from '../../domain/deadlines/urgency.ts';
import type { Role } from '../../domain/permissions.ts';
import type { RequestPage } from '../../models/subjectRequest/page.ts';
import { explainAll } from '../because.ts';
import { longDate, longMoment, shortDate, timeLeftWords } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { type TimelineClock, type TimelinePicture, timeline } from '../timeline.ts';
import { type Offer, offerOf, type Undo, undoOf } from './offer.ts';
import { wordedOf } from './words.ts';

/** A date's standing as a word, a shape and a colour. */
export type Badge = { urgency: Urgency; text: string; shape?: 'cancelled' | 'notStarted' };

/** One promise of the request, with its date, its reasons and what can be done about it. */
export type Promised = {
  id: string;
  title: string;
  badge: Badge;
  due: string;
  /** The rest of its dates, each a sentence. */
  more: string[];
  because: string[];
  source: string;
  chosen?: string;
  unconfirmed: boolean;
  advisory: boolean;
  offers: Offer[];
  undo?: Undo;
};

type Given = { page: RequestPage; role: Role; now: Date };

export function promisesOf(base: FrameBase, given: Given): Promised[] {
  const { t, language } = base;
  return given.page.deadlines.map((deadline) => ({
    id: `deadline-${deadline.clock}`,
    title: wordedOf(deadline.title, language),
    badge: badgeOf(base, given, deadline),
    due: dueWords(base, given, deadline),
    more: moreDates(base, given, deadline),
    because: explainAll(deadline.because, t, language),
    source: t('requests:promise.source', { source: deadline.source, pack: deadline.pack }),
    chosen: deadline.chosen && wordedOf(deadline.chosen, language),
    unconfirmed: !deadline.confirmed,
    advisory: deadline.advisory,
    offers: (['fulfil', 'cancel-clock'] as const)
      .map((verb) => offerOf(base, given, verb, deadline.clock))
      .filter((offer) => offer !== undefined),
    undo: undoOf(base, given, 'undo-fulfilment', deadline.clock),
  }));
}

/** The timeline of promises: what was promised, not what is only good to plan by. */
export function pictureOf(base: FrameBase, given: Given): TimelinePicture {
  const { page, now } = given;
  const { receivedAt, zone } = page.request;
  const clocks = page.deadlines.filter(({ advisory }) => !advisory).map((each) => clockOf(base, given, each));
  return timeline({ receivedAt, now, clocks, language: base.language, zone });
}

function clockOf(base: FrameBase, given: Given, deadline: Deadline): TimelineClock {
  const badge = badgeOf(base, given, deadline);
  const { state, startsAt, dueOn, lateAt, endedAt } = deadline;
  const pauses = pausesOf(given.page, deadline);
  const running = state === 'running' || state === 'paused';
  const left = running ? badge.text : undefined;
  const title = wordedOf(deadline.title, base.language);
  return { title, state, urgency: badge.urgency, startsAt, dueAt: lateAt, dueOn, endedAt, pauses, left };
}

/** The steps of `because` by which a wait moved a date. */
const PAUSES = ['pause', 'pause-open', 'pause-elapsed', 'pause-open-at'];

/** The waits that this clock counts; one without an end is still open. */
function pausesOf({ sheet }: RequestPage, { because }: Deadline): { from: Date; to?: Date }[] {
  const counted = because.filter(({ code }) => PAUSES.includes(code)).map(({ data }) => data.reason);
  return sheet.facts.pauses
    .filter(({ reason }) => counted.includes(reason))
    .map(({ askedAt, answeredAt }) => ({ from: askedAt, to: answeredAt }));
}

export function badgeOf({ t, language }: FrameBase, { page, now }: Given, deadline: Deadline): Badge {
  const { state, endedAt, lateAt, warnAt, dueOn, targetAt } = deadline;
  const { zone } = page.request;
  if (state === 'met' || state === 'cancelled') {
    const day = endedAt ? shortDate(endedAt, language, zone) : '';
    const late = state === 'met' && endedAt && lateAt && endedAt >= lateAt;
    const text = t(late ? 'requests:promise.metLate' : `requests:promise.${state}`, { day });
    return { urgency: 'done', text, shape: state === 'cancelled' ? 'cancelled' : undefined };
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

function dueWords({ t, language }: FrameBase, { page }: Given, deadline: Deadline): string {
  const { dueOn, targetAt, state } = deadline;
  if (state === 'notStarted') return t('requests:promise.noDate');
  if (state === 'paused') {
    const since = pausesOf(page, deadline).find(({ to }) => !to)?.from ?? page.request.receivedAt;
    return t('requests:promise.standsStill', { day: longDate(since, language, page.request.zone) });
  }
  if (dueOn) return t('requests:promise.by', { day: longDate(dueOn, language) });
  if (targetAt) return t('requests:promise.by', { day: longMoment(targetAt, language, page.request.zone) });
  return t('requests:promise.noDate');
}

function moreDates({ t, language }: FrameBase, { page }: Given, deadline: Deadline): string[] {
  const { safeOn, dueOn, outerAt, state, advisory } = deadline;
  if (state !== 'running') return [];
  const outer = outerAt && longMoment(outerAt, language, page.request.zone);
  return [
    !advisory &&
      safeOn &&
      safeOn !== dueOn &&
      t('requests:promise.safe', { day: longDate(safeOn, language) }),
    outer && t('requests:promise.outer', { moment: outer }),
  ].filter((sentence) => typeof sentence === 'string');
}
