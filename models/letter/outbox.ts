import { isUnsent, UNSENT_STATES } from '../../domain/lifecycle/vocabulary.ts';
import { assertMay } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { unsealJson } from '../crypto/keyring.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import { Letter } from '../letter.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { keyOfLetter, type LetterContext, letterContext } from './context.ts';
import { unclaimed } from './deliveries.ts';
import { type ListedLetter, listedLetter } from './listing.ts';
import type { LetterText } from './words.ts';

/** One letter opened: its stored words, or the context from which they will be written. Neither once its key is destroyed. */
export type OpenLetter = { letter: ListedLetter; kept?: LetterText; context?: LetterContext };

/** One letter of this organisation; throws `not-found`, also for another organisation's. */
export async function openLetter(desk: Desk, by: By, letterId: number): Promise<OpenLetter> {
  const listed = await listedLetter(desk, by, letterId);
  const letter = listed && (await Letter.findByPk(letterId));
  if (!letter) throw new RuleViolation('not-found');
  if (await isDestroyed(letter)) return { letter: listed };
  if (letter.text) {
    return { letter: listed, kept: unsealJson<LetterText>(await keyOfLetter(desk, letter), letter.text) };
  }
  return { letter: listed, context: isUnsent(letter.state) ? await letterContext(desk, letter) : undefined };
}

/** Puts a failed or waiting letter at the head of the queue, unless it is being sent. Returns whether it did. */
export async function retryLetter(desk: Desk, by: By, letterId: number): Promise<boolean> {
  assertMay(by, 'work-outbox');
  const now = desk.clock();
  const again = { state: 'queued' as const, nextAttemptAt: now, attempts: 0, claimedUntil: null };
  const where = {
    id: letterId,
    organisationId: by.organisationId,
    channel: 'mail' as const,
    state: UNSENT_STATES,
  };
  const [taken] = await inTransaction(desk.database, () =>
    Letter.update(again, { where: { ...where, ...unclaimed(now) } }),
  );
  return taken === 1;
}

async function isDestroyed(letter: Letter): Promise<boolean> {
  if (letter.requestId === null) return false;
  const request = await SubjectRequest.findByPk(letter.requestId, { attributes: ['wrappedKey'] });
  return !request?.wrappedKey;
}
