import type { HolidayCalendar } from '../../domain/calendar/holidays.ts';
import { localDate } from '../../domain/calendar/zone.ts';
import type { Deadline } from '../../domain/deadlines/deadline.ts';
import { taskDue } from '../../domain/tasks/due.ts';
import { tasksCounted } from '../../domain/tasks/task.ts';
import { SystemTask } from '../task.ts';

type Counted = { requestId: number; zone: string; calendar: HolidayCalendar; now: Date };

/**
 * Computes anew when the tasks of a request that wait are due: whatever moves a clock moves the tasks that serve it. Gives the
 * counts that the queue shows.
 */
export async function moveTasks(
  deadlines: readonly Deadline[],
  counted: Counted,
): Promise<{ tasksAsked: number; tasksSettled: number }> {
  const { requestId, zone, calendar, now } = counted;
  const tasks = await SystemTask.findAll({ where: { requestId }, order: ['id'] });
  for (const task of tasks.filter(servesClock)) {
    const today = localDate(task.askedAt ?? now, zone);
    const due = taskDue(deadlines, { leadDays: task.leadDays, calendar, zone, today });
    if (due && (due.dueOn !== task.dueOn || due.clock !== task.clock))
      await task.update({ ...due, because: JSON.stringify(due.because) });
  }
  const { asked, settled } = tasksCounted(tasks);
  return { tasksAsked: asked, tasksSettled: settled };
}

/** Whether the day of a task moves with the clocks: it waits, and is not about backups, whose day the cycle of the system gives. */
const servesClock = ({ kind, state }: SystemTask): boolean =>
  kind !== 'backups' && (state === 'planned' || state === 'open');
