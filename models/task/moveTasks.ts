import type { HolidayCalendar } from '../../domain/calendar/holidays.ts';
import { localDate } from '../../domain/calendar/zone.ts';
import type { Deadline } from '../../domain/deadlines/deadline.ts';
import { taskDue } from '../../domain/tasks/due.ts';
import { SystemTask } from '../task.ts';

type Counted = { requestId: number; zone: string; calendar: HolidayCalendar; now: Date };

/** Computes anew when the tasks of a request that wait are due: whatever moves a clock moves the tasks that serve it. */
export async function moveTasks(deadlines: readonly Deadline[], counted: Counted): Promise<void> {
  const { requestId, zone, calendar, now } = counted;
  const waiting = await SystemTask.findAll({
    where: { requestId, state: ['planned', 'open'] },
    order: ['id'],
  });
  for (const task of waiting) {
    const today = localDate(task.askedAt ?? now, zone);
    const due = taskDue(deadlines, { leadDays: task.leadDays, calendar, zone, today });
    if (due && (due.dueOn !== task.dueOn || due.clock !== task.clock))
      await task.update({ ...due, because: JSON.stringify(due.because) });
  }
}
