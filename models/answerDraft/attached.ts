import type { AttachedFiles } from '../../domain/answers/evidence.ts';
import { taskKindFor } from '../../domain/tasks/task.ts';
import { AnswerFile } from '../answerFile.ts';
import { Attachment } from '../attachment.ts';
import { unsealJson } from '../crypto/keyring.ts';
import type { Desk } from '../desk.ts';
import { keyOf } from '../subjectRequest/sealed.ts';
import type { SubjectRequest } from '../subjectRequest.ts';
import type { FileReview } from './files.ts';

/**
 * The files that the DPO put into the answer themselves, other than those that are left out. Undefined for a right that asks for no copy,
 * and once the key is destroyed.
 */
export async function attachedFiles(
  desk: Desk,
  request: Pick<SubjectRequest, 'id' | 'wrappedKey' | 'reference' | 'right'>,
): Promise<AttachedFiles | undefined> {
  if (taskKindFor(request.right, 'own') !== 'find' || !request.wrappedKey) return undefined;
  const where = { requestId: request.id, purpose: 'answer-draft', destroyedAt: null };
  const stored = await Attachment.findAll({ where, attributes: ['id'], raw: true });
  if (stored.length === 0) return undefined;
  const key = keyOf(desk, request);
  const reviews = await AnswerFile.findAll({ where: { attachmentId: stored.map(({ id }) => id) } });
  const said = new Map(reviews.map((review) => [review.attachmentId, review]));
  const systems = stored.flatMap(({ id }) => {
    const review = said.get(id);
    if (review?.decision === 'left-out') return [];
    return [review && unsealJson<FileReview>(key, review.data).described?.systemId];
  });
  return { from: systems.filter((id) => id !== undefined), unplaced: systems.includes(undefined) };
}
