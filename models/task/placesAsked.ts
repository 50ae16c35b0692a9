import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { isCounted, isUnsettled, type TaskCounts, tasksCounted } from '../../domain/tasks/task.ts';
import type { SubjectRequest } from '../subjectRequest.ts';
import { SystemTask } from '../task.ts';

/** How many places were asked for a person's data, how many have answered or could not, and by when the others should. */
export type AskedPlaces = TaskCounts & { restBy?: CalendarDate };

/** For the person: counts and a day, no system. Nothing before tasks are handed out. */
export async function placesAsked(request: Pick<SubjectRequest, 'id'>): Promise<AskedPlaces | undefined> {
  const attributes = ['kind', 'state', 'dueOn', 'askedAgainAs'] as const;
  const rows = await SystemTask.findAll({
    where: { requestId: request.id },
    attributes: [...attributes],
    raw: true,
  });
  const tasks = rows.filter((task) => task.state !== 'planned' && isCounted(task));
  if (tasks.length === 0) return undefined;
  const restBy = tasks
    .filter(({ state }) => isUnsettled(state))
    .flatMap(({ dueOn }) => dueOn ?? [])
    .sort()
    .at(-1);
  return { ...tasksCounted(tasks), restBy };
}
