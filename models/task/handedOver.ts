import { RuleViolation } from '../../domain/ruleViolation.ts';
import { fileAgain, type IncomingFile } from '../attachment/store.ts';
import { Attachment } from '../attachment.ts';
import type { By, Desk } from '../desk.ts';
import { keyOf } from '../subjectRequest/sealed.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { tasksOfRequest } from './ofRequest.ts';

/** A file that the owner of a system handed over by a task, and the system's name. */
export type HandedOver = { file: IncomingFile; system: string };

/**
 * The files of a request that owners handed over, by their numbers, to go on with an answer: their bytes are not moved. Throws
 * `file-missing` where one is not there, or no longer.
 */
export async function handedOver(
  desk: Desk,
  by: By,
  { reference }: { reference: string },
  ids: readonly number[],
): Promise<HandedOver[]> {
  if (ids.length === 0) return [];
  const { organisationId } = by;
  const request = await SubjectRequest.findOne({ where: { organisationId, reference, kind: 'request' } });
  if (!request) throw new RuleViolation('not-found');
  const where = { id: [...ids], requestId: request.id, purpose: 'task' as const };
  const rows = await Attachment.findAll({ where, order: ['id'] });
  const tasks = await tasksOfRequest(desk, request);
  const found = rows.flatMap((row) => {
    const file = fileAgain(keyOf(desk, request), row);
    const task = tasks.find(({ result }) => result?.files?.includes(row.id));
    return file && task ? [{ file, system: task.system }] : [];
  });
  if (found.length < new Set(ids).size) throw new RuleViolation('file-missing', {}, 'handedOver');
  return found;
}
