import type { Clock, PauseReason, Policy } from '../../../domain/policies/policy.ts';
import { type Course, dayCourse, hourCourse } from './history.ts';

// An independent reading of a pack: which clocks a right has, what starts them, which pauses they count.

/** The events of a request, in milliseconds. */
export type Told = {
  receivedAt: number;
  waits: { reason: PauseReason; askedAt: number; answeredAt?: number }[];
  noticeAt?: number;
  answeredAt?: number;
};

type Expected = Course | { paused: false; extended?: false };

/** Each clock of a right with its dates; one that has not begun has none. */
export function expectedClocks(
  policy: Policy,
  right: string,
  calendar: string,
  told: Told,
): Record<string, Expected> {
  const own = policy.clocks.filter(
    ({ matter, rights }) => matter === 'request' && (rights === 'all' || rights.some((one) => one === right)),
  );
  return Object.fromEntries(own.map((clock) => [clock.id, expectedOf(policy, clock, right, calendar, told)]));
}

function expectedOf(policy: Policy, clock: Clock, right: string, calendar: string, told: Told): Expected {
  const { period, extendedPeriod, rolls } = clock;
  const hours = period.startsWith('PT');
  const receivedAt = startOf(clock, told);
  if (receivedAt === undefined) return { paused: false, ...(!hours && { extended: false as const }) };
  const waits = clock.pauses ? told.waits : [];
  const history = {
    ...{ receivedAt, zone: policy.zone, calendar },
    waits: waits.map((wait) => ({ ...wait, model: modelOf(policy, wait.reason, right, calendar) })),
    ...(told.noticeAt !== undefined && { noticeAt: told.noticeAt }),
  };
  const extended = extendedPeriod?.startsWith('P') ? extendedPeriod : undefined;
  return hours ? hourCourse(history, period) : dayCourse(history, period, extended, rolls);
}

function startOf({ starts }: Clock, { receivedAt, answeredAt, noticeAt }: Told): number | undefined {
  if (starts === 'received') return receivedAt;
  if (starts === 'answered' || starts === 'decided') return answeredAt;
  return starts === 'extension-notice-sent' ? noticeAt : undefined;
}

/** The rule for the calendar's country, if the pack has one; undefined if the pause is for other rights. */
function modelOf({ pauses }: Policy, reason: PauseReason, right: string, calendar: string): string {
  const pause = pauses.find((each) => each.reason === reason);
  if (!pause || (pause.rights !== 'all' && !pause.rights.some((one) => one === right))) return 'none';
  return (pause.countries?.[calendar.slice(0, 2)] ?? pause).model;
}
