import { localDate } from '../../domain/calendar/zone.ts';
import { emailFault } from '../../domain/email.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { lookedAfterBy } from '../../domain/systems/system.ts';
import { assertExplained } from '../../domain/tasks/needed.ts';
import { TASK_KINDS, type TaskKind } from '../../domain/tasks/task.ts';
import { seal, sealJson, unsealJson } from '../crypto/keyring.ts';
import type { By, Desk } from '../desk.ts';
import { OwnerLink } from '../ownerLink.ts';
import { change, type Target } from '../subjectRequest/change.ts';
import type { Change } from '../subjectRequest/changeTools.ts';
import { type RegisteredSystem, systemsOf } from '../system/register.ts';
import { SystemTask } from '../task.ts';
import type { TaskResult } from './answerTask.ts';
import { callOff } from './callOff.ts';
import { linkFor } from './ownerLinks.ts';
import { dayOfCycle, taskRow } from './planTasks.ts';
import { tellOwner } from './tellOwner.ts';

export type AskAgainInput = { task: number; email: string; words: string };

/**
 * Asks somebody for an answered task again, or moves an open one to another address. What was answered stays as it is: the
 * answered task becomes history, and a new one asks. One letter goes out; whoever an open task moves away from is told by another.
 */
export const askAgain = (
  desk: Desk,
  by: By,
  target: Target,
  { task: id, email, words }: AskAgainInput,
): Promise<void> =>
  change(desk, by, target, 'hand-out', async (it) => {
    const task = await currentTask(it, id);
    const fault = emailFault(email);
    if (fault) throw new RuleViolation(fault, {}, `other-${id}`);
    const system = await systemOf(it, task.systemId);
    const link = await linkFor(desk, by.organisationId, { email, language: system.ownerLanguage });
    const asked = {
      state: 'open' as const,
      askedAt: it.now,
      askedOn: localDate(it.now, it.request.zone),
      linkId: link.id,
      movedOn: null,
      askedByHand: email !== lookedAfterBy(system, localDate(it.now, it.request.zone)),
      words: words ? seal(it.key, words) : task.words,
    };
    if (task.state === 'open') {
      const former = task.linkId !== link.id && (await OwnerLink.findByPk(task.linkId ?? 0));
      if (former) await callOff(it, former, [task]);
      await task.update(asked);
    } else {
      const next = await SystemTask.create({
        ...taskRow(it, system, task.kind),
        ...dayOfCycle(task),
        ...asked,
      });
      await task.update({ askedAgainAs: next.id });
    }
    it.tell('task-handed-out', { task: task.askedAgainAs ?? task.id, system: system.id });
    await tellOwner(it, link);
  });

/** Leaves out a task that was handed out; what its owner answered stays. One who has not answered is told. */
export const dropTask = (
  desk: Desk,
  by: By,
  target: Target,
  { task: id, reason }: { task: number; reason: string },
): Promise<void> =>
  change(desk, by, target, 'hand-out', async (it) => {
    const task = await currentTask(it, id);
    assertExplained('dropped', { reason }, `reason-${id}`);
    const was = task.result ? unsealJson<TaskResult>(it.key, task.result) : {};
    const result: TaskResult = { ...was, droppedAfter: task.state, droppedFor: reason };
    const link = task.state === 'open' && (await OwnerLink.findByPk(task.linkId ?? 0));
    if (link) await callOff(it, link, [task]);
    await task.update({ state: 'dropped', result: sealJson(it.key, result) });
    it.tell('task-dropped', { task: task.id });
  });

/** Plans one more task, of any kind and for any system; it goes out with the plan. */
export const addTask = (
  desk: Desk,
  by: By,
  target: Target,
  { systemId, kind, words }: { systemId: number; kind: string; words: string },
): Promise<void> =>
  change(desk, by, target, 'hand-out', async (it) => {
    const known = TASK_KINDS.find((one): one is TaskKind => one === kind);
    if (!known) throw new RuleViolation('kind-missing', {}, 'kind');
    const system = await systemOf(it, systemId);
    await SystemTask.create({
      ...taskRow(it, system, known),
      words: words ? seal(it.key, words) : null,
    });
    it.tell('tasks-planned', { count: 1 });
  });

/** A task of this request that was handed out or left out, and that no later one repeats. */
async function currentTask({ request }: Change, id: number): Promise<SystemTask> {
  const task = await SystemTask.findOne({ where: { id, requestId: request.id } });
  if (!task || task.state === 'planned') throw new RuleViolation('not-found');
  if (task.askedAgainAs) throw new RuleViolation('task-answered');
  return task;
}

async function systemOf({ desk, by }: Change, id: number): Promise<RegisteredSystem> {
  const system = (await systemsOf(desk, by)).find((one) => one.id === id);
  if (!system) throw new RuleViolation('system-missing', {}, 'system');
  return system;
}
