import { RuleViolation } from '../../domain/ruleViolation.ts';
import { sealJson } from '../crypto/keyring.ts';
import { ROW_LOCK } from '../database/locks.ts';
import type { By, Desk } from '../desk.ts';
import { Letter } from '../letter.ts';
import { change } from '../subjectRequest/change.ts';
import { takeEffect } from '../subjectRequest/decide.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { assertRecordable } from './deliveries.ts';
import { markAgain } from './refusals.ts';
import type { LetterText } from './words.ts';

/**
 * Records that the mail server did accept a letter about which it had not answered, as its log or the person shows. The
 * letter counts as sent when the server may have accepted it, and is not sent again.
 */
export async function recordTaken(
  desk: Desk,
  by: By,
  letterId: number,
  { proof, words, seen }: { proof: string; words?: LetterText; seen?: 'moves' },
): Promise<void> {
  const letter = await Letter.findOne({ where: { id: letterId, organisationId: by.organisationId } });
  if (!letter?.requestId || letter.recipient !== 'person') throw new RuleViolation('not-found');
  const { reference } = await SubjectRequest.findByPk(letter.requestId, { rejectOnEmpty: true });
  await change(desk, by, { reference }, 'record-posting', async (it) => {
    await letter.reload(ROW_LOCK); // against a process that would hand it over again
    const at = letter.perhapsTakenAt;
    if (!at) throw new RuleViolation('letter-gone');
    assertRecordable(letter, proof, it.now);
    const text = words ? sealJson(it.key, words) : null;
    const settled = { nextAttemptAt: null, claimedUntil: null, lastError: null };
    await letter.update({ state: 'sent', sentAt: at, text, ...settled });
    await takeEffect(it, letter, { at, by: 'mail', proof, seen });
    it.tell('letter-taken', { letter: letter.id, letterKind: letter.kind, at: at.toISOString() });
  });
  if (letter.kind === 'receipt') await markAgain(desk, letter);
}
