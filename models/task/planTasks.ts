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
  const known = await SystemTask.findAll({ where: { requestId: request.id }, order: ['id'] });
  const fresh = plannedTasks(request.right, systems, localDate(now, request.zone)).filter(
    ({ system, kind }) => !known.some((task) => task.systemId === system.id && asks(task, kind)),
  );
  for (const { system, kind } of fresh) {
    const { id } = await SystemTask.create(taskRow(it, system, kind));
    const ended = known.filter((task) => task.systemId === system.id && isOfFormerRight(task));
    for (const task of ended) await task.update({ askedAgainAs: id });
  }
  if (fresh.length > 0) it.tell('tasks-planned', { count: fresh.length });
  return fresh.length;
}

/** Whether a task of a system asks this already. What the DPO added of another kind asks something else. */
const asks = (task: SystemTask, kind: SystemTask['kind']): boolean =>
  task.kind === kind || (task.kind === 'backups' && kind === 'delete');

/** Whether a task was settled or left out, and no later one asks in its place: it is of another kind than the right asks now. */
const isOfFormerRight = ({ kind, state, askedAgainAs }: SystemTask): boolean =>
  kind !== 'backups' && state !== 'planned' && state !== 'open' && !askedAgainAs;

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

/** Whether its owner was asked, and nobody took it back: it still says what it said. */
const wasAsked = ({ state }: SystemTask): boolean => state !== 'planned' && state !== 'dropped';

/** Plans anew after the right was corrected: what nobody was asked yet is asked as the right asks it. What was handed out stays, until the DPO takes it back. */
export async function planForRight(it: Change): Promise<void> {
  const { desk, request } = it;
  const tasks = await SystemTask.findAll({ where: { requestId: request.id }, order: ['id'] });
  if (tasks.length === 0) return;
  const systems = await systemsOf(desk, request);
  for (const task of tasks.filter(isToHandOut)) {
    const system = systems.find(({ id }) => id === task.systemId);
    const kind = system && taskKindFor(request.right, system.kind);
    const asked = tasks.find((one) => one.systemId === task.systemId && one.kind === kind && wasAsked(one));
    if (kind && !asked) await task.update({ kind });
    else {
      await task.update({ state: 'dropped', answeredAt: it.now });
      it.tell('task-dropped', { task: task.id });
      if (asked?.askedAgainAs === task.id) await asked.update({ askedAgainAs: null });
    }
  }
  await planTasks(it);
}
