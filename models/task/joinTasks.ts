import { isCounted } from '../../domain/tasks/task.ts';
import { type Key, seal, sealJson, unseal, unsealJson } from '../crypto/keyring.ts';
import type { Desk } from '../desk.ts';
import { keyOf } from '../subjectRequest/sealed.ts';
import type { SubjectRequest } from '../subjectRequest.ts';
import { SystemTask } from '../task.ts';
import type { TaskResult } from './answerTask.ts';

/** The tasks of a request that would go on in another, and how many more wait for their owners and would be called off. */
export type JoinedTasks = { moving: SystemTask[]; calledOff: number };

/**
 * What becomes of the tasks of a request that is merged into another: where an owner was asked for it alone, that goes on in the kept one, so
 * that nobody is asked twice. Where both asked, or nothing shows that both are one person's, it is called off. Tasks with files stay where the
 * files are.
 */
export async function joinedTasks(
  desk: Desk,
  merged: SubjectRequest,
  kept: Pick<SubjectRequest, 'id'>,
  mayMove: boolean,
): Promise<JoinedTasks> {
  const [ours, theirs] = await Promise.all([merged, kept].map(({ id }) => tasksOf(id)));
  const asked = (task: SystemTask) =>
    theirs?.some((one) => isSame(one, task) && one.state !== 'planned' && isCounted(one)) ?? false;
  const moving = (ours ?? []).filter(
    (task) =>
      mayMove && isCounted(task) && task.state !== 'planned' && !asked(task) && !hasFiles(desk, merged, task),
  );
  const open = (ours ?? []).filter(({ state, kind }) => state === 'open' && kind !== 'backups');
  return { moving, calledOff: open.filter((task) => !moving.includes(task)).length };
}

/** Moves them. Of the kept one, what was only planned for the same system is not handed out any more. */
export async function moveTasksTo(
  desk: Desk,
  merged: SubjectRequest,
  kept: SubjectRequest,
  moving: readonly SystemTask[],
): Promise<void> {
  const planned = (await tasksOf(kept.id)).filter(({ state }) => state === 'planned');
  for (const task of moving) {
    await task.update({ ...resealed(desk, task, merged, kept), requestId: kept.id, movedFrom: merged.id });
    for (const one of planned.filter((each) => isSame(each, task)))
      await one.update({ state: 'dropped', askedAgainAs: task.id });
  }
}

/** Moves back what came from a request that goes on by itself again, and plans again what it had replaced. */
export async function moveTasksBack(desk: Desk, kept: SubjectRequest, merged: SubjectRequest): Promise<void> {
  const all = await tasksOf(kept.id);
  for (const task of all.filter(({ movedFrom }) => movedFrom === merged.id)) {
    if (hasFiles(desk, kept, task)) continue;
    await task.update({ ...resealed(desk, task, kept, merged), requestId: merged.id, movedFrom: null });
    for (const one of all.filter(
      ({ askedAgainAs, state }) => askedAgainAs === task.id && state === 'dropped',
    ))
      await one.update({ state: 'planned', askedAgainAs: null });
  }
}

const tasksOf = (requestId: number): Promise<SystemTask[]> =>
  SystemTask.findAll({ where: { requestId }, order: ['id'] });

const isSame = (one: SystemTask, other: SystemTask): boolean =>
  one.systemId === other.systemId && one.kind === other.kind;

/** Files are sealed under the key of the request that they came to. */
function hasFiles(desk: Desk, request: SubjectRequest, { result }: SystemTask): boolean {
  return result !== null && (unsealJson<TaskResult>(keyOf(desk, request), result).files ?? []).length > 0;
}

function resealed(desk: Desk, { words, result }: SystemTask, from: SubjectRequest, to: SubjectRequest) {
  const was: Key = keyOf(desk, from);
  const is: Key = keyOf(desk, to);
  return {
    words: words && seal(is, unseal(was, words)),
    result: result && sealJson(is, unsealJson<TaskResult>(was, result)),
  };
}
