import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { SystemEntry } from '../../domain/systems/system.ts';
import { fileAgain, type IncomingFile } from '../attachment/store.ts';
import { Attachment } from '../attachment.ts';
import type { By, Desk } from '../desk.ts';
import { keyOf } from '../subjectRequest/sealed.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { systemsOf } from '../system/register.ts';
import { tasksOfRequest } from './ofRequest.ts';

/** What the register says of the system that a file comes from: what its data are for, which they are, and where they come from. */
export type FileOrigin = Pick<SystemEntry, 'purpose' | 'categories' | 'source'>;

/** A file that the owner of a system handed over by a task, the system's name, and what the register says of it now. */
export type HandedOver = { file: IncomingFile; system: string; origin?: FileOrigin };

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
  const systems = await systemsOf(desk, by);
  const found = rows.flatMap((row) => {
    const file = fileAgain(keyOf(desk, request), row);
    const task = tasks.find(({ result }) => result?.files?.includes(row.id));
    if (!file || !task) return [];
    const registered = systems.find(({ id }) => id === task.systemId);
    const origin = registered && originOf(registered);
    return [{ file, system: task.system, origin }];
  });
  if (found.length < new Set(ids).size) throw new RuleViolation('file-missing', {}, 'handedOver');
  return found;
}

const originOf = ({ purpose, categories, source }: SystemEntry): FileOrigin => ({
  purpose,
  categories,
  source,
});
