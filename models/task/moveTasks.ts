import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import type { HolidayCalendar } from '../../domain/calendar/holidays.ts';
import { localDate } from '../../domain/calendar/zone.ts';
import type { Deadline } from '../../domain/deadlines/deadline.ts';
import { taskDue } from '../../domain/tasks/due.ts';
import { isUnsettled, tasksCounted } from '../../domain/tasks/task.ts';
import { SystemTask } from '../task.ts';
import { orderOf, type TaskOrder } from './order.ts';

type Counted = { requestId: number; zone: string; calendar: HolidayCalendar; now: Date };

/**
 * Computes anew when the tasks of a request that wait are due: whatever moves a clock moves the tasks that serve it. Gives the
 * counts that the queue shows.
 */
export async function moveTasks(
  deadlines: readonly Deadline[],
  counted: Counted,
): Promise<{ tasksAsked: number; tasksSettled: number; tasksStuck: number }> {
  const { requestId, zone, calendar, now } = counted;
  const tasks = await SystemTask.findAll({ where: { requestId }, order: ['id'] });
  const waiting = tasks.filter(servesClock);
  const order = waiting.length > 0 ? await orderOf(waiting) : undefined;
  for (const task of order?.lastFirst ?? []) {
    const today = localDate(task.askedAt ?? now, zone);
    const before = firstOf(order?.after(task) ?? []);
    const due = taskDue(deadlines, { leadDays: task.leadDays, calendar, zone, today, before });
    if (due && (due.dueOn !== task.dueOn || due.clock !== task.clock))
      await task.update({ ...due, because: JSON.stringify(due.because) });
  }
  await holdChase(tasks, localDate(now, zone));
  const { asked, settled, stuck } = tasksCounted(tasks);
  return { tasksAsked: asked, tasksSettled: settled, tasksStuck: stuck };
}

/**
 * Nobody is chased for what they cannot do yet: while a system that comes first is not settled, its owner is asked instead, or the DPO where
 * that owner could not. The chase begins on the day on which it is.
 */
async function holdChase(tasks: readonly SystemTask[], today: CalendarDate): Promise<void> {
  const unsettled = tasks.filter(
    ({ kind, state, askedAgainAs }) => kind !== 'backups' && isUnsettled(state) && !askedAgainAs,
  );
  if (unsettled.length === 0) return;
  const { after } = await orderOf(unsettled);
  const held = new Set(unsettled.flatMap((task) => after(task).map((next) => next.task)));
  for (const task of unsettled.filter(({ state }) => state === 'open')) {
    if (held.has(task)) {
      if (task.chaseFrom !== '') await task.update({ chaseFrom: '' });
    } else if (task.chaseFrom === '') await task.update({ chaseFrom: today });
  }
}

/** What comes after a task: the systems, and the day on which the first of them is due. */
function firstOf(after: ReturnType<TaskOrder['after']>) {
  const [dueOn] = after.flatMap(({ task }) => task.dueOn ?? []).sort();
  return dueOn && { dueOn, systems: [...new Set(after.map(({ system }) => system))].join(', ') };
}

/** Whether the day of a task moves with the clocks: it waits, and is not about backups, whose day the cycle of the system gives. */
const servesClock = ({ kind, state }: SystemTask): boolean =>
  kind !== 'backups' && (state === 'planned' || state === 'open');
