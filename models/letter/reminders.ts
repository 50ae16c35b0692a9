import { dayNumberOf } from '../../domain/calendar/calendarDate.ts';
import { localDate, morningOfDayNumber, startOfDay } from '../../domain/calendar/zone.ts';
import { latestMissedStep, type ReminderStep, reminderSteps } from '../../domain/deadlines/reminderSteps.ts';
import { isLate } from '../../domain/deadlines/urgency.ts';
import type { Desk } from '../desk.ts';
import { recipientsIn } from './recipients.ts';
import { lateClocks, type RunningClock } from './runningClocks.ts';

type RemindedDeadline = Parameters<typeof reminderSteps>[0] & { lateAt?: Date };

/**
 * The reminder due now: the latest step whose moment has come. None for a day deadline that is late: the daily digest
 * reports it. Due on Friday 3 April in Paris: `due-day` from 08:00 that day to 24:00.
 */
export function stepToSend(deadline: RemindedDeadline, zone: string, now: Date): ReminderStep | undefined {
  if (deadline.kind === 'day' && isLate(deadline, now)) return undefined;
  return latestMissedStep(reminderSteps(deadline, zone), now)?.step;
}

/**
 * Whether today's digest reports a deadline: from 08:00 on, and only if it was late when the day began. An hour deadline
 * that becomes late at 07:30 has its own letter then, and is in the digest from the next day on.
 */
export function isInDigest({ lateAt }: { lateAt: Date }, zone: string, now: Date): boolean {
  const today = localDate(now, zone);
  return now >= morningOfDayNumber(dayNumberOf(today), zone) && lateAt <= startOfDay(today, zone);
}

/** The overdue deadlines of one recipient's digest, the longest overdue first. */
export async function overdueFor(
  desk: Desk,
  organisationId: number,
  recipient: string,
  now: Date,
): Promise<RunningClock[]> {
  const recipientsOf = await recipientsIn(desk, organisationId);
  return (await lateClocks(desk, now, organisationId)).filter(({ assigneeId }) =>
    recipientsOf(assigneeId).includes(recipient),
  );
}
