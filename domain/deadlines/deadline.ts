import type { CalendarDate } from '../calendar/calendarDate.ts';
import type { Step } from '../calendar/step.ts';
import type { PauseReason, Worded } from '../policies/policy.ts';
import type { ReminderDays } from './reminderDays.ts';

/** What happened to one request, as far as dates depend on it. Stored; everything else is derived (DESIGN.md 1.1). */
export type Facts = {
  receivedAt: Date;
  /** Set when only the day of receipt is known: hour clocks then count from its 00:00 local. */
  receivedOn?: CalendarDate;
  zone: string;
  pauses: { reason: PauseReason; askedAt: Date; answeredAt?: Date }[];
  /** When the extension notice was accepted by the mail server, or posted with proof. */
  extensionNoticeSentAt?: Date;
  /** The last day that an extension announces, where the law leaves it to the controller (DPO Art. 18(2)). */
  extensionUntil?: CalendarDate;
  /** When a notice went out that came back: whether it extended is open, and the earlier date stands. */
  extensionNoticeReturned?: Date;
  answeredAt?: Date;
  refusedAt?: Date;
  /** The request ended without an answer being owed (withdrawn, given up, identity not confirmed): open clocks are cancelled. */
  endedAt?: Date;
  /** By clock, or by clock and pack (`account-deletion@scalingo-privacy@2015`). */
  fulfilled: Record<string, Date>;
  cancelled: Record<string, Date>;
  other: Record<string, Date>;
};

export type { Step };

export const DEADLINE_STATES = ['notStarted', 'running', 'paused', 'met', 'cancelled'] as const;
export type DeadlineState = (typeof DEADLINE_STATES)[number];

/** Whether a clock has stopped for good: its promise was kept, or no longer binds. */
export const hasEnded = ({ state }: { state: DeadlineState }): boolean =>
  state === 'met' || state === 'cancelled';

/**
 * One clock of one request, computed. `day` clocks have `nominalOn`, `dueOn`, `safeOn`, `dueAt`;
 * `hour` clocks have `targetAt` and `outerAt` (no `outerAt` for minutes). `lateAt` is `dueAt` or `targetAt`: the first late instant.
 */
export type Deadline = {
  clock: string;
  pack: string;
  title: Worded;
  kind: 'day' | 'hour';
  advisory: boolean;
  /** Set when it was promised under a policy that the request is no longer counted by. */
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
   * From this moment it is "due soon", the first warning: 08:00 local 7 days before `safeOn`, or on the day of the first reminder
   * where holidays make that earlier; for hour clocks, the start.
   */
  warnAt?: Date;
  /** When it was met or cancelled. */
  endedAt?: Date;
  /** It stood still when it ended: then no date had come, and it did not end late. */
  stoodStill?: true;
  source: string;
  chosen?: Worded;
  confirmed: boolean;
  because: Step[];
} & Partial<ReminderDays>;
