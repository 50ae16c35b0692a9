import { addDays, type CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { localDate, startOfDay } from '../../domain/calendar/zone.ts';
import { urgencyOf } from '../../domain/deadlines/urgency.ts';
import { isAboutBackups } from '../../domain/tasks/coincide.ts';
import { isSettled } from '../../domain/tasks/task.ts';
import type { RequestTask } from '../../models/task/ofRequest.ts';
import type { FrameBase } from '../layouts/frame.ts';
import type { TimelineClock } from '../timeline.ts';

/** The tasks about backups that no promise of the policy is one with, each as a lane of its own: from the deletion to the confirmation. */
export function backupsLanes(
  { t }: FrameBase,
  tasks: readonly RequestTask[],
  inOneRow: ReadonlySet<RequestTask>,
  { now, zone }: { now: Date; zone: string },
): TimelineClock[] {
  return tasks
    .filter((task) => isAboutBackups(task) && !inOneRow.has(task))
    .flatMap((task) => {
      const from = task.because.find(({ code }) => code === 'backups-gone')?.data.from;
      if (typeof from !== 'string' || !task.dueOn) return [];
      const dueAt = startOfDay(addDays(task.dueOn, 1), zone);
      const isDone = isSettled(task.state);
      return {
        title: t('tasks:one', { system: task.system, what: t('tasks:kind.backups') }),
        state: isDone ? ('met' as const) : ('running' as const),
        urgency: urgencyOf(
          { nextLateAt: dueAt },
          'open',
          now,
          startOfDay(addDays(localDate(now, zone), 1), zone),
        ),
        startsAt: startOfDay(from as CalendarDate, zone),
        dueAt,
        dueOn: task.dueOn,
        endedAt: isDone ? (task.answeredAt ?? undefined) : undefined,
        pauses: [],
      };
    });
}
