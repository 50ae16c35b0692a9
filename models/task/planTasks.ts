import { localDate } from '../../domain/calendar/zone.ts';
import { plannedTasks } from '../../domain/tasks/plan.ts';
import { isToHandOut, taskKindFor } from '../../domain/tasks/task.ts';
import type { Change } from '../subjectRequest/changeTools.ts';
import { systemsOf } from '../system/register.ts';
import { SystemTask } from '../task.ts';

/**
 * Plans one task for each system that holds what the right reaches and has none yet for this request. Part of an act, whose end
 * computes the due days. Gives how many.
 */
export async function planTasks(it: Change): Promise<number> {
  const { desk, request, now } = it;
  const systems = await systemsOf(desk, request);
  const known = new Set(
    (await SystemTask.findAll({ where: { requestId: request.id }, attributes: ['systemId'], raw: true })).map(
      ({ systemId }) => systemId,
    ),
  );
  const fresh = plannedTasks(request.right, systems, localDate(now, request.zone)).filter(
    ({ system }) => !known.has(system.id),
  );
  for (const { system, kind } of fresh) await SystemTask.create(taskRow(it, system, kind));
  if (fresh.length > 0) it.tell('tasks-planned', { count: fresh.length });
  return fresh.length;
}

/** A task as it is first stored; its due day is computed when the act ends. */
export const taskRow = (
  { request, now }: Pick<Change, 'request' | 'now'>,
  system: { id: number; leadDays: number },
  kind: SystemTask['kind'],
) => ({
  organisationId: request.organisationId,
  requestId: request.id,
  systemId: system.id,
  kind,
  state: 'planned' as const,
  because: '[]',
  leadDays: system.leadDays,
  createdAt: now,
});

/** What a task that asks again takes over: the day on which backups must be gone is that of their cycle, not of a clock. */
export const dayOfCycle = ({ kind, dueOn, because }: SystemTask) =>
  kind === 'backups' ? { dueOn, because } : {};

/** Plans anew after the right was corrected: what nobody was asked yet is asked as the right asks it. What was handed out stays. */
export async function planForRight(it: Change): Promise<void> {
  const { desk, request } = it;
  const tasks = await SystemTask.findAll({ where: { requestId: request.id }, order: ['id'] });
  if (tasks.length === 0) return;
  const systems = await systemsOf(desk, request);
  for (const task of tasks.filter(isToHandOut)) {
    const system = systems.find(({ id }) => id === task.systemId);
    const kind = system && taskKindFor(request.right, system.kind);
    if (kind) await task.update({ kind });
    else {
      await task.update({ state: 'dropped', answeredAt: it.now });
      it.tell('task-dropped', { task: task.id });
    }
  }
  await planTasks(it);
}
