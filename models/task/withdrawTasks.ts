import { RuleViolation } from '../../domain/ruleViolation.ts';
import { isOutdated } from '../../domain/tasks/task.ts';
import { sealJson } from '../crypto/keyring.ts';
import type { By, Desk } from '../desk.ts';
import { OwnerLink } from '../ownerLink.ts';
import { change, type Target } from '../subjectRequest/change.ts';
import { System } from '../system.ts';
import { SystemTask } from '../task.ts';
import type { TaskResult } from './answerTask.ts';
import { callOff } from './callOff.ts';

/**
 * Takes back the tasks that the right of the request does not make any more: nobody is to delete for a request that only asks for a copy. Each
 * owner is told by one letter, with every one of theirs. What was answered stays as it is. Throws `nothing-to-withdraw` where there is none.
 */
export const withdrawTasks = (
  desk: Desk,
  by: By,
  target: Target,
  { reason }: { reason: string },
): Promise<void> =>
  change(desk, by, target, 'hand-out', async (it) => {
    const open = await SystemTask.findAll({
      where: { requestId: it.request.id, state: 'open' },
      order: ['id'],
    });
    const systems = await System.findAll({ where: { id: open.map(({ systemId }) => systemId) } });
    const told = new Map<number, SystemTask[]>();
    for (const task of open) {
      const system = systems.find(({ id }) => id === task.systemId);
      if (!system || !isOutdated(task, it.request.right, system.kind)) continue;
      const result: TaskResult = { droppedAfter: task.state, droppedFor: reason };
      await task.update({ state: 'dropped', answeredAt: it.now, result: sealJson(it.key, result) });
      it.tell('task-dropped', { task: task.id });
      if (task.linkId) told.set(task.linkId, [...(told.get(task.linkId) ?? []), task]);
    }
    if (told.size === 0) throw new RuleViolation('nothing-to-withdraw');
    if (!reason.trim()) throw new RuleViolation('reason-missing', {}, 'withdrawal');
    for (const link of await OwnerLink.findAll({ where: { id: [...told.keys()] }, order: ['id'] }))
      await callOff(it, link, told.get(link.id) ?? []);
  });
