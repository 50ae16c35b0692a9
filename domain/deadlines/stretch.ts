import type { HolidayCalendar } from '../calendar/holidays.ts';
import type { Period } from '../calendar/periodText.ts';
import type { Step } from '../calendar/step.ts';
import type { PauseModel, PauseReason } from '../policies/policy.ts';

/** One wait that suspends a clock. Days are local day numbers; an open wait has no answer yet. */
export type Stretch = {
  reason: PauseReason;
  model: PauseModel;
  source: string;
  confirmed: boolean;
  askedAt: number;
  answeredAt?: number;
  asked: number;
  answered?: number;
  /** How many days after receipt the question was asked, where that was not prompt. */
  askedAfter?: number;
};

/** What is counted: a period from a local day and its instant, by a calendar. */
export type Count = { start: number; startsAt: number; period: Period; calendar: HolidayCalendar };

/** How waits are counted: the nominal day with the waits that are over, without steps (`nominal`) and with them (`tell`). */
export type Reckoning = {
  nominal(count: Count, waits: readonly Stretch[]): number;
  tell(count: Count, waits: readonly Stretch[], because: Step[]): number;
};

/** The waits of a request in order of asking, and how they are counted. */
export type Waits = { stretches: readonly Stretch[]; reckoning: Reckoning };

/** Whether a wait has no answer yet. */
export const isOpen = ({ answeredAt }: Stretch): boolean => answeredAt === undefined;

/** Whether a wait reaches the day from which a period runs. One that was over before does not move it. */
export const reachesPast = (start: number, { answered }: Stretch): boolean =>
  answered === undefined || answered >= start;
