import type { CalendarDate } from '../calendar/calendarDate.ts';

/** An answer that left incomplete told the person by which day the rest follows. Counted from 1 within its request. */
export type AnnouncedRest = {
  number: number;
  /** The day that the person was told. */
  on: CalendarDate;
  /** When the letter that names it went out. */
  saidAt: Date;
  /** When a later answer went out: the rest, or a whole one. */
  sentAt?: Date;
  /** When the person was told that nothing follows. */
  endedAt?: Date;
  /** When the letter that names the day came back: nobody was told of it. */
  returnedAt?: Date;
};

/** Whether the rest is still to come: not sent, not ended, and its letter did not come back. */
export const isOutstanding = ({ sentAt, endedAt, returnedAt }: AnnouncedRest): boolean =>
  !sentAt && !endedAt && !returnedAt;
