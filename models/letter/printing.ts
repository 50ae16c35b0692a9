import { assertMay } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { sealJson } from '../crypto/keyring.ts';
import type { By, Desk } from '../desk.ts';
import { Letter } from '../letter.ts';
import { change } from '../subjectRequest/change.ts';
import { toThePerson } from '../subjectRequest/undelivered.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { type LetterContext, letterContext } from './context.ts';
import type { LetterText } from './words.ts';

/**
 * The context of a letter on paper as of now, with its codes, for a person who may print it. Throws `not-found`, or
 * `letter-gone` once it went.
 */
export async function letterToPrint(desk: Desk, by: By, letterId: number): Promise<LetterContext> {
  assertMay(by, 'print-letter');
  return letterContext(desk, await waitingForThePost(by, letterId));
}

/**
 * Stores the words of a letter as printed: whatever happens before it is posted, this is what the person reads.
 * Printing again replaces them.
 */
export async function keepPrinted(desk: Desk, by: By, letterId: number, words: LetterText): Promise<void> {
  const { requestId } = await waitingForThePost(by, letterId);
  const { reference } = await SubjectRequest.findByPk(requestId ?? 0, { rejectOnEmpty: true });
  await change(desk, by, { reference }, 'print-letter', async (it) => {
    const letter = await waitingForThePost(by, letterId);
    await letter.update({ text: sealJson(it.key, words) });
    it.tell('letter-printed', { letter: letter.id, letterKind: letter.kind });
  });
}

/**
 * Whether a letter belongs to a request: to the person or to a colleague about it, or the acknowledgement of all requests made
 * together.
 */
export async function isLetterOf(by: By, reference: string, letterId: number): Promise<boolean> {
  const { organisationId } = by;
  const request = await SubjectRequest.findOne({ where: { organisationId, reference, kind: 'request' } });
  if (!request) return false;
  const about = await Letter.count({ where: { id: letterId, requestId: request.id } });
  return about > 0 || (await Letter.count({ where: { ...(await toThePerson(request)), id: letterId } })) > 0;
}

async function waitingForThePost({ organisationId }: By, id: number): Promise<Letter> {
  const letter = await Letter.findOne({ where: { id, organisationId, recipient: 'person' } });
  if (!letter) throw new RuleViolation('not-found');
  if (letter.channel !== 'post' || letter.state !== 'queued') throw new RuleViolation('letter-gone');
  return letter;
}
