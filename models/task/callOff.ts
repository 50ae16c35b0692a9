import { areTasksCalledOff } from '../../domain/tasks/task.ts';
import { OwnerLink } from '../ownerLink.ts';
import type { Change } from '../subjectRequest/changeTools.ts';
import { System } from '../system.ts';
import { SystemTask } from '../task.ts';
import { linkFor } from './ownerLinks.ts';
import { tellOwner, tellWithdrawn } from './tellOwner.ts';

/**
 * Tells whoever was asked for a request that it ended without an answer: nobody is to delete for a person who withdrew. Where it goes on, they
 * are asked again. Each owner gets one letter. What is about backups goes on whatever became of the request.
 */
export async function tellOfEnding(
  it: Pick<Change, 'desk' | 'request' | 'now'>,
  before: Pick<Change['request'], 'outcome'>,
): Promise<void> {
  const isOff = areTasksCalledOff(it.request);
  if (isOff === areTasksCalledOff(before)) return;
  const tasks = await SystemTask.findAll({
    where: { requestId: it.request.id, state: 'open' },
    order: ['id'],
  });
  const asked = tasks.filter(({ kind, linkId }) => kind !== 'backups' && linkId !== null);
  const known = await OwnerLink.findAll({
    where: { id: asked.flatMap(({ linkId }) => linkId ?? []) },
    order: ['id'],
  });
  for (const link of known) {
    if (isOff)
      await callOff(
        it,
        link,
        asked.filter(({ linkId }) => linkId === link.id),
      );
    else await tellOwner(it, await linkFor(it.desk, it.request.organisationId, link));
  }
}

/** Tells one owner what is not asked of them any more. Nobody whose link was ended. */
export async function callOff(
  it: Pick<Change, 'desk' | 'now'>,
  link: OwnerLink,
  tasks: readonly Pick<SystemTask, 'systemId' | 'kind'>[],
): Promise<void> {
  if (link.revokedAt) return;
  const systems = await System.findAll({ where: { id: tasks.map(({ systemId }) => systemId) } });
  const named = new Map(systems.map(({ id, name }) => [id, name]));
  await tellWithdrawn(
    it,
    link,
    tasks.map(({ systemId, kind }) => ({ system: named.get(systemId) ?? '', kind })),
  );
}
