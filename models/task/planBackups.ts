import { localDate } from '../../domain/calendar/zone.ts';
import { backupsDue, leavesBackups } from '../../domain/tasks/backups.ts';
import type { TaskOutcome } from '../../domain/tasks/task.ts';
import type { Change } from '../subjectRequest/changeTools.ts';
import { calendarOf } from '../subjectRequest/recompute.ts';
import { System } from '../system.ts';
import { SystemTask } from '../task.ts';

/** Plans to ask, once the backups of a system must be gone, whether what was deleted there is. Part of the owner's answer. */
export async function planBackups(it: Change, task: SystemTask, outcome: TaskOutcome): Promise<void> {
  const { request, now } = it;
  const system = await System.findByPk(task.systemId, { rejectOnEmpty: true });
  const { backupDays, leadDays } = system;
  if (!leavesBackups({ kind: task.kind, outcome }, { backupDays: backupDays ?? null })) return;
  const deletedOn = localDate(now, request.zone);
  const cycle = { backupDays: backupDays ?? 0, leadDays };
  const { askOn, dueOn, because } = backupsDue(deletedOn, cycle, calendarOf(request));
  const day = { askedOn: askOn, dueOn, because: JSON.stringify(because) };
  const { organisationId, requestId, systemId } = task;
  const what = { requestId, systemId, kind: 'backups', state: 'planned' } as const;
  const earlier = await SystemTask.findOne({ where: what });
  if (earlier) return void (await earlier.update(day)); // asked again to delete there: the last deletion counts
  await SystemTask.create({ ...what, ...day, organisationId, leadDays, createdAt: now });
  it.tell('tasks-planned', { count: 1 });
}
