import { RuleViolation } from '../../domain/ruleViolation.ts';
import { pagesOf } from '../../redaction/pagesOf.ts';
import { openAttachment } from '../attachment/store.ts';
import { Attachment } from '../attachment.ts';
import { queued, queueOfEach } from '../database/queue.ts';
import type { Desk } from '../desk.ts';
import { keyOf } from '../subjectRequest/sealed.ts';
import type { SubjectRequest } from '../subjectRequest.ts';
import type { PreparedFile } from './files.ts';

/** Files opened at once to be looked at: each may be held whole. */
const queueOf = queueOfEach(() => 2);
/** How long one waits for its turn, in time budgets of a page: about half a minute. */
const HALF_A_MINUTE = 4;

/** The text of a file as it would leave, page by page for a PDF: of its copy, or of the file itself. None where the desk cannot show any. */
export async function leavingText(
  desk: Desk,
  request: Pick<SubjectRequest, 'id' | 'wrappedKey' | 'reference'>,
  { id, copy }: PreparedFile,
): Promise<string[]> {
  const row = await Attachment.findByPk(copy?.id ?? id);
  const file = row && openAttachment(desk.database, keyOf(desk, request), row);
  if (!file) return [];
  return queued(queueOf(desk.database), 'readers', HALF_A_MINUTE, () => pagesOf(file)).catch((error) => {
    if (error instanceof RuleViolation) return [];
    throw error;
  });
}
