import { isCode } from '../../domain/lifecycle/undelivered.ts';
import { unsealJson } from '../crypto/keyring.ts';
import type { Desk } from '../desk.ts';
import { keyOfLetter } from '../letter/context.ts';
import type { LetterText } from '../letter/words.ts';
import { Letter } from '../letter.ts';
import { SubjectRequest } from '../subjectRequest.ts';

/** A letter to the person as it was sent: its words, its language, and whom it names as its addressee. */
export type KeptLetter = { words: LetterText; language: string; to: string[] };

/**
 * The words of a letter that went to the person about a request, or the acknowledgement of all that was asked together. Undefined for
 * another's, for a code, and once its key was destroyed.
 */
export async function keptLetter(
  desk: Desk,
  request: SubjectRequest,
  letterId: number,
): Promise<KeptLetter | undefined> {
  const letter = await Letter.findOne({ where: { id: letterId, recipient: 'person', state: 'sent' } });
  if (!letter?.text || isCode(letter.kind) || !(await isAbout(request, letter))) return undefined;
  const key = await keyOfLetter(desk, letter).catch(() => undefined);
  if (!key) return undefined;
  const words = unsealJson<LetterText>(key, letter.text);
  return { words, language: letter.language, to: [request.personName ?? ''].filter(Boolean) };
}

async function isAbout({ id, submissionId }: SubjectRequest, { requestId, kind }: Letter): Promise<boolean> {
  if (requestId === id) return true;
  return (
    kind === 'receipt' && (await SubjectRequest.count({ where: { id: requestId ?? 0, submissionId } })) > 0
  );
}
