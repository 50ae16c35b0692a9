import { RuleViolation } from '../../domain/ruleViolation.ts';
import { assertCanLeave, assertExplained } from '../../domain/tasks/needed.ts';
import { isTaskNeeded, TASK_OUTCOMES, type TaskOutcome, type TaskState } from '../../domain/tasks/task.ts';
import type { IncomingFile } from '../attachment/store.ts';
import { sealJson } from '../crypto/keyring.ts';
import { byOwner, type Desk } from '../desk.ts';
import { OwnerLink } from '../ownerLink.ts';
import { change } from '../subjectRequest/change.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { SystemTask } from '../task.ts';
import { passOn } from './passOn.ts';
import { planBackups } from './planBackups.ts';

/** What an owner answers, in their words. `files` are the numbers of the files that they handed over. */
export type TaskResult = {
  /** How many records were found, changed or deleted. */
  count?: number;
  note?: string;
  /** Where and how it was searched, if nothing was found. */
  searched?: string;
  /** Why it cannot be done; or, where the DPO dropped it, why. */
  reason?: string;
  /** Whose it is instead. */
  toWhom?: string;
  files?: number[];
  /** Why the DPO left it out after it was handed out, and how it stood then. */
  droppedFor?: string;
  droppedAfter?: TaskState;
};

export type TaskAnswer = { outcome: TaskOutcome } & Omit<TaskResult, 'files' | 'droppedFor' | 'droppedAfter'>;

/**
 * Records what the owner of a system answered, by their link; files go to the request. A task is answered once: to correct it, the
 * DPO hands it out again. Throws `not-found` for a task of another link, also where it moved there or the link was
 * ended meanwhile, `task-answered` for one that is answered or no longer needed,
 * `webp-not-cleaned` for a picture that could never go to the person.
 */
export async function answerTask(
  desk: Desk,
  { id: linkId, organisationId }: Pick<OwnerLink, 'id' | 'organisationId'>,
  taskId: number,
  given: TaskAnswer,
  files: IncomingFile[],
): Promise<void> {
  const { outcome, ...words } = given;
  if (!TASK_OUTCOMES.includes(outcome)) throw new RuleViolation('outcome-missing', {}, 'outcome');
  const task = await SystemTask.findOne({ where: { id: taskId, linkId } });
  const request = task && (await SubjectRequest.findByPk(task.requestId));
  if (!request) throw new RuleViolation('not-found');
  const by = byOwner(organisationId, linkId);
  await change(desk, by, { reference: request.reference }, 'answer-task', async (it) => {
    const link = await OwnerLink.findByPk(linkId); // files may have taken minutes to come
    await task.reload();
    if (!link || link.revokedAt || task.linkId !== linkId) throw new RuleViolation('not-found');
    if (task.state !== 'open' || !isTaskNeeded(task.kind, it.request))
      throw new RuleViolation('task-answered');
    assertExplained(outcome, words);
    assertCanLeave(task.kind, files);
    const kept = files.length > 0 ? await it.keep('task', files) : [];
    const result: TaskResult = { ...words, ...(kept.length > 0 && { files: kept }) };
    await task.update({ state: outcome, answeredAt: it.now, result: sealJson(it.key, result) });
    it.tell('task-answered', { task: task.id, outcome });
    await planBackups(it, task, outcome);
    if (outcome === 'not-mine') await passOn(it, task, words.toWhom);
  });
}

/** Whether a task of a link waits for its answer. */
export const isWaiting = async (link: Pick<OwnerLink, 'id'>, taskId: number): Promise<boolean> =>
  (await SystemTask.count({ where: { id: taskId, linkId: link.id, state: 'open' } })) > 0;
