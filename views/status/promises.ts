import { addDays } from '../../domain/calendar/calendarDate.ts';
import { localDate, startOfDay } from '../../domain/calendar/zone.ts';
import type { Deadline } from '../../domain/deadlines/deadline.ts';
import { timeLeft, urgencyOf } from '../../domain/deadlines/urgency.ts';
import type { Worded } from '../../domain/policies/policy.ts';
import type { Standing } from '../../models/submission/page.ts';
import { explainAll } from '../because.ts';
import { timeLeftWords } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { type TimelineClock, type TimelinePicture, timeline } from '../timeline.ts';

/** One promise to the person: what, by when, and why then. */
export type Promised = { title: string; due: string; why: string[] };
export type Promises = { picture: TimelinePicture; list: Promised[] };

/** The promises of one request: the picture and, for each, the reasons of its date. */
export function promisesOf(
  base: FrameBase,
  standing: Standing,
  now: Date,
  documents: Record<string, string>,
): Promises {
  const { request, deadlines } = standing;
  const { zone, receivedAt } = request;
  const clocks = deadlines.map((deadline) => clockOf(base, standing, deadline, now));
  const picture = timeline({ receivedAt, now, clocks, language: base.language, zone });
  const list = deadlines.map((deadline, index) => ({
    title: clocks[index]?.title ?? '',
    due: picture.lanes[index]?.due ?? '',
    why: whyOf(base, deadline, documents),
  }));
  return { picture, list };
}

function clockOf(base: FrameBase, standing: Standing, deadline: Deadline, now: Date): TimelineClock {
  const { request, policy, sheet } = standing;
  const { zone } = request;
  const today = localDate(now, zone);
  const left = timeLeft(deadline, now, today);
  const dated = { nextLateAt: deadline.lateAt, warnAt: deadline.warnAt };
  const runs = deadline.state === 'running';
  const clock = policy.clocks.find(({ id }) => id === deadline.clock);
  const honoured = policy.pauses.filter(({ model }) => model !== 'none').map(({ reason }) => reason);
  return {
    title: titleOf(base, deadline),
    state: deadline.state,
    urgency: runs ? urgencyOf(dated, 'open', now, startOfDay(addDays(today, 1), zone)) : undefined,
    startsAt: deadline.startsAt,
    dueAt: deadline.lateAt,
    dueOn: deadline.dueOn,
    endedAt: deadline.endedAt,
    pauses: (clock?.pauses ? sheet.facts.pauses : [])
      .filter(({ reason }) => honoured.includes(reason))
      .map(({ askedAt, answeredAt }) => ({ from: askedAt, to: answeredAt })),
    left: runs && left ? timeLeftWords(left, base.t) : undefined,
  };
}

/** The law's answer is "our reply" to the person; what an organisation promises keeps its own title. */
const titleOf = ({ t, language }: FrameBase, { clock, title }: Deadline): string =>
  clock === 'reply' ? t('status:reply') : worded(title, language);

function whyOf({ t, language }: FrameBase, deadline: Deadline, documents: Record<string, string>): string[] {
  const document = documents[deadline.pack] ?? deadline.pack;
  return [
    ...explainAll(deadline.because, t, language),
    ...(deadline.chosen ? [worded(deadline.chosen, language)] : []),
    t('status:source', { source: deadline.source, document }),
    ...(deadline.confirmed ? [] : [t('status:unconfirmed')]),
  ];
}

export const worded = (text: Worded, language: 'en' | 'fr'): string => text[language] ?? text.en;
