import type { Step } from '../../domain/calendar/step.ts';
import type { BackupsTask } from '../../domain/tasks/coincide.ts';
import { select } from '../database/select.ts';
import type { Desk } from '../desk.ts';
import type { SubjectRequest } from '../subjectRequest.ts';

type StoredBackups = Pick<BackupsTask, 'kind' | 'state'> & { categories: string; because: string };

/** The tasks of a request about backups, for the person: why and until when, no system. */
export async function backupsOfRequest(
  { database }: Desk,
  { id }: Pick<SubjectRequest, 'id'>,
): Promise<BackupsTask[]> {
  const rows = await select<StoredBackups>(
    database,
    `SELECT t.kind, t.state, t.because, s.categories FROM tasks t JOIN systems s ON s.id = t.system_id
     WHERE t.request_id = :id AND t.kind = 'backups' AND t.asked_again_as IS NULL ORDER BY t.id`,
    { id },
  );
  return rows.map(({ categories, because, ...row }) => ({
    ...row,
    categories: JSON.parse(categories) as string[],
    because: JSON.parse(because) as Step[],
  }));
}
