import type { CalendarDate } from '../calendar/calendarDate.ts';
import type { Step } from '../calendar/step.ts';
import type { PauseReason, Worded } from '../policies/policy.ts';

/** What happened to one request, as far as dates depend on it. Stored; everything else is derived (DESIGN.md 1.1). */
export type Facts = {
  receivedAt: Date;
  /** Set when only the day of receipt is known: hour clocks then count from its 00:00 local. */
  receivedOn?: CalendarDate;
  zone: string;
  pauses: { reason: PauseReason; askedAt: Date; answeredAt?: Date }[];
  /** When the extension notice was accepted by the mail server, or posted with proof. */
  extensionNoticeSentAt?: Date;
  answeredAt?: Date;
  refusedAt?: Date;
  /** The request ended without an answer being owed (withdrawn, given up, identity not confirmed): open clocks are cancelled. */
  endedAt?: Date;
  fulfilled: Record<string, Date>;
  cancelled: Record<string, Date>;
  other: Record<string, Date>;
};

export type { Step };

export const DEADLINE_STATES = ['notStarted', 'running', 'paused', 'met', 'cancelled'] as const;
export type DeadlineState = (typeof DEADLINE_STATES)[number];

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
  state: DeadlineState;
  startsAt?: Date;
  nominalOn?: CalendarDate;
  dueOn?: CalendarDate;
  safeOn?: CalendarDate;
  dueAt?: Date;
  targetAt?: Date;
  outerAt?: Date;
  lateAt?: Date;
  /** From this moment it is "due soon", the first warning: 08:00 local 7 days before `safeOn`; for hour clocks, the start. */
  warnAt?: Date;
  /** When it was met or cancelled. */
  endedAt?: Date;
  source: string;
  chosen?: Worded;
  confirmed: boolean;
  because: Step[];
};
