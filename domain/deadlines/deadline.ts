import type { CalendarDate } from '../calendar/calendarDate.ts';
import type { Step } from '../calendar/step.ts';
import type { PauseReason, Worded } from '../policies/policy.ts';
import type { AnnouncedRest } from './announcedRest.ts';
import type { ReminderDays } from './reminderDays.ts';

/** What happened to one request, as far as its dates depend on it. Facts are stored; everything else is derived (decision 0004). */
export type Facts = {
  receivedAt: Date;
  /** Set when only the day of receipt is known. Hour clocks then count from 00:00 local time. */
  receivedOn?: CalendarDate;
  zone: string;
  pauses: { reason: PauseReason; askedAt: Date; answeredAt?: Date }[];
  /** When the mail server accepted the extension notice, or it was posted with proof. */
  extensionNoticeSentAt?: Date;
  /** The last day that an extension announces, where the law leaves it to the controller (Swiss Data Protection Ordinance, Art. 18(2)). */
  extensionUntil?: CalendarDate;
  /** When a notice went out that later came back: whether it extended the period is open, so the earlier date stands. */
  extensionNoticeReturned?: Date;
  answeredAt?: Date;
  refusedAt?: Date;
  /** When the request ended and no answer was owed any more (withdrawn, given up, identity not confirmed). Open clocks are cancelled. */
  endedAt?: Date;
  /** By clock, or by clock and pack (`account-deletion@scalingo-privacy@2015`). */
  fulfilled: Record<string, Date>;
  cancelled: Record<string, Date>;
  other: Record<string, Date>;
  /** What answers that left incomplete said would follow, and by when. */
  rests?: readonly AnnouncedRest[];
};

export const DEADLINE_STATES = ['notStarted', 'running', 'paused', 'met', 'cancelled'] as const;
export type DeadlineState = (typeof DEADLINE_STATES)[number];

/** Whether a deadline is a day or, where minutes and hours count, a moment. */
export const DEADLINE_KINDS = ['day', 'hour'] as const;
type DeadlineKind = (typeof DEADLINE_KINDS)[number];

/** Whether a clock has ended: its promise was kept, or no longer binds. */
export const hasEnded = ({ state }: { state: DeadlineState }): boolean =>
  state === 'met' || state === 'cancelled';

/**
 * One clock, computed for one request. `day` clocks have `nominalOn`, `dueOn`, `safeOn` and `dueAt`; `hour` clocks have
 * `targetAt` and `outerAt` (minutes have no `outerAt`). `lateAt`, the first instant that is late, is `dueAt` or `targetAt`.
 */
export type Deadline = {
  clock: string;
  pack: string;
  title: Worded;
  kind: DeadlineKind;
  advisory: boolean;
  /** Set where it was promised under a policy by which the request is no longer counted. */
  former?: boolean;
  state: DeadlineState;
  startsAt?: Date;
  nominalOn?: CalendarDate;
  dueOn?: CalendarDate;
  safeOn?: CalendarDate;
  dueAt?: Date;
  targetAt?: Date;
  outerAt?: Date;
  lateAt?: Date;
  /**
   * The first warning, from which it is "due soon": 08:00 local time 7 days before `safeOn`, or on the day of the first
   * reminder where holidays make that earlier. For hour clocks, their start.
   */
  warnAt?: Date;
  /** When it was met or cancelled. */
  endedAt?: Date;
  /** It was suspended when it ended: no date had come, so it did not end late. */
  stoodStill?: true;
  source: string;
  chosen?: Worded;
  confirmed: boolean;
  because: Step[];
} & Partial<ReminderDays>;
