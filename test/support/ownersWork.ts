import type { By, Desk } from '../../models/desk.ts';
import { OwnerLink } from '../../models/ownerLink.ts';
import { confirmIdentity } from '../../models/subjectRequest/identity.ts';
import type { SubjectRequest } from '../../models/subjectRequest.ts';
import { addSystem } from '../../models/system/save.ts';
import { System } from '../../models/system.ts';
import { answerTask, type TaskAnswer } from '../../models/task/answerTask.ts';
import { handOut } from '../../models/task/handOut.ts';
import { SystemTask } from '../../models/task.ts';
import { systemForm } from './systems.ts';

/** A request whose tasks were handed out to the owners of these systems, each with what matters to a test. */
export async function workHandedOut(
  desk: Desk,
  by: By,
  request: SubjectRequest,
  systems: Record<string, Parameters<typeof systemForm>[0] | object>,
): Promise<void> {
  for (const [name, more] of Object.entries(systems)) {
    const form = { ownerEmail: 'zoe@example.org', categories: ['orders'], ...more, name };
    await addSystem(desk, by, systemForm(form));
  }
  const { reference } = request;
  await confirmIdentity(desk, by, { reference }, { method: 'log-in', note: '' });
  await handOutAll(desk, by, request);
}

/** Hands out every planned task in the standard words. */
export async function handOutAll(desk: Desk, by: By, { id, reference }: SubjectRequest): Promise<void> {
  const planned = await SystemTask.findAll({ where: { requestId: id, state: 'planned' } });
  const decided = Object.fromEntries(planned.map((task) => [task.id, { words: '' }]));
  await handOut(desk, by, { reference }, { decided, reason: '' });
}

/** The owner of a system answers the task that waits there. */
export async function answers(
  desk: Desk,
  request: SubjectRequest,
  name: string,
  given: TaskAnswer,
  files: Parameters<typeof answerTask>[4] = [],
): Promise<void> {
  const system = await System.findOne({ where: { name }, rejectOnEmpty: true });
  const where = { requestId: request.id, systemId: system.id, state: 'open' as const };
  const task = await SystemTask.findOne({ where, rejectOnEmpty: true });
  const link = await OwnerLink.findByPk(task.linkId ?? 0, { rejectOnEmpty: true });
  await answerTask(desk, link, task.id, given, files);
}
