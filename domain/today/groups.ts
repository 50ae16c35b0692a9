import type { ExtensionState } from '../lifecycle/record.ts';
import type { Status } from '../lifecycle/status.ts';
import type { Undelivered } from '../lifecycle/undelivered.ts';

/** The groups of the page "today", in order of what hurts first. */
export const GROUPS = [
  'late',
  'today',
  'undelivered',
  'extensions',
  'messages',
  'week',
  'finish',
  'arrived',
  'waiting',
  'ending',
] as const;
export type TodayGroup = (typeof GROUPS)[number];

/**
 * The moments between the groups: the first instant of tomorrow, the end of the seven days after today, from when on something counts as
 * newly come, and how far the look ahead reaches.
 */
export type TodayMoments = Record<'now' | 'tomorrow' | 'weekEnd' | 'since' | 'horizon', Date>;

/** What the groups look at in a request. */
export type Groupable = {
  status: Status;
  nextLateAt: Date | null;
  unreadSince: Date | null;
  undelivered: Undelivered | null;
  extension: ExtensionState | null;
  waitingSince: Date | null;
  receivedAt: Date;
};

/**
 * The one group in which a request stands: the first that fits, so that nothing is counted twice; undefined for one that is in time and
 * asks for nothing. Late and due today come before all; a letter that did not arrive, an extension that nobody was told of and an unread
 * message come before what is due later, since the person waits for us. A request whose mailbox is not confirmed is late when it is late
 * and until then waits for its person, as in the queue. Today Monday 2 March 2026: due on the 9th is in the week, on the 10th is not.
 */
export function groupOf(request: Groupable, at: TodayMoments): TodayGroup | undefined {
  const { status, nextLateAt } = request;
  const isOpen = status !== 'closed';
  const isVerified = isOpen && status !== 'unverified';
  if (isOpen && nextLateAt && nextLateAt <= at.now) return 'late';
  if (isVerified && nextLateAt && nextLateAt <= at.tomorrow) return 'today';
  if (request.undelivered) return 'undelivered';
  if (isOpen && request.extension === 'decided') return 'extensions';
  if (request.unreadSince) return 'messages';
  if (isVerified && nextLateAt && nextLateAt <= at.weekEnd) return 'week';
  switch (status) {
    case 'closed':
      return undefined;
    case 'answered':
      return 'finish';
    case 'open':
      if (!nextLateAt) return 'finish';
      return request.receivedAt >= at.since ? 'arrived' : undefined;
    case 'unverified':
    case 'waiting':
      return 'waiting';
    case 'purge-pending':
      return !nextLateAt || nextLateAt <= at.horizon ? 'ending' : undefined;
  }
}

/** The moment by which the things of a group are ordered, the earliest first: since when somebody waits, or until when there is time. */
export function orderIn(group: TodayGroup, request: Groupable): Date {
  const { nextLateAt, unreadSince, waitingSince, receivedAt } = request;
  switch (group) {
    case 'messages':
      return unreadSince ?? receivedAt;
    case 'waiting':
      return waitingSince ?? receivedAt;
    case 'arrived':
    case 'finish':
      return receivedAt;
    default:
      return nextLateAt ?? receivedAt;
  }
}

/** The groups that make a morning's letter worth sending, beside what is late: what is due today has a reminder of its own. */
export const WORTH_A_LETTER = ['undelivered', 'extensions', 'messages'] as const satisfies TodayGroup[];

/** How many requests of a morning make its letter worth sending where nothing is late. */
export const toDoOf = (morning: readonly { group: TodayGroup; size: number }[]): number =>
  morning
    .filter(({ group }) => WORTH_A_LETTER.some((one) => one === group))
    .reduce((count, { size }) => count + size, 0);
