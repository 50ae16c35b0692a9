import { Op } from 'sequelize';
import { FACT_OF_SENT_LETTER } from '../../domain/lifecycle/letterEffects.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { DeadlineRow } from '../deadline.ts';
import type { By, Desk } from '../desk.ts';
import { keyedDigest, sealJson } from '../keyring.ts';
import { Letter } from '../letter.ts';
import { change } from '../subjectRequest/change.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { inTransaction } from '../transaction.ts';
import { keyOfLetter } from './context.ts';

/** The words of a letter as they went out, with every secret masked. */
export type LetterText = { subject: string; text: string };

/** How long a process may take to hand over one letter before another may take it. */
const CLAIM_MINUTES = 5;
/** Minutes to the next try; after the last the letter has failed and says so in the outbox. */
const RETRY_AFTER_MINUTES = [1, 5, 15, 60, 240, 720, 1440];

/** Takes the next letter that is due, so that no other process sends it too. Nothing when none is due. */
export async function claimLetter(desk: Desk, now: Date): Promise<Letter | undefined> {
  const free = { [Op.or]: [{ claimedUntil: null }, { claimedUntil: { [Op.lt]: now } }] };
  const due = { state: 'queued' as const, nextAttemptAt: { [Op.lte]: now }, ...free };
  for (;;) {
    const candidate = await Letter.findOne({ where: due, order: ['nextAttemptAt', 'id'] });
    if (!candidate) return undefined;
    const claimedUntil = new Date(now.getTime() + CLAIM_MINUTES * 60_000);
    const [taken] = await inTransaction(desk.database, () =>
      Letter.update({ claimedUntil }, { where: { id: candidate.id, ...due } }),
    );
    if (taken === 1) return candidate.reload();
  }
}

/** Whether a letter still has its reason: a reminder only for a clock that still runs towards the same moment. */
export async function isStillWanted(letter: Letter): Promise<boolean> {
  if (letter.deadlineId === null) return true;
  const deadline = await DeadlineRow.findByPk(letter.deadlineId);
  const request = await SubjectRequest.findByPk(letter.requestId ?? 0, { attributes: ['status'] });
  if (!deadline || !request || request.status === 'closed') return false;
  return deadline.state === 'running' && deadline.lateAt?.getTime() === letter.dueMoment?.getTime();
}

/** A letter whose reason is gone does not go; its row stays. */
export const cancelLetter = (desk: Desk, letter: Letter) =>
  inTransaction(desk.database, () =>
    letter.update({ state: 'cancelled', claimedUntil: null, nextAttemptAt: null }),
  );

/** The mail server took the letter: keeps its text, makes its fact true, tells the log. */
export async function recordSent(desk: Desk, letter: Letter, words: LetterText, sentAt: Date): Promise<void> {
  const key = await keyOfLetter(desk, letter);
  const sent = { state: 'sent' as const, sentAt, claimedUntil: null, nextAttemptAt: null, lastError: null };
  const text = sealJson(key, words);
  const by = { organisationId: letter.organisationId, actor: 'system' as const };
  if (!letter.requestId) {
    await inTransaction(desk.database, () => letter.update({ ...sent, text, attempts: letter.attempts + 1 }));
    return;
  }
  const { reference } = await SubjectRequest.findByPk(letter.requestId, { rejectOnEmpty: true });
  await change(desk, by, { reference }, undefined, async (it) => {
    await letter.update({ ...sent, text, attempts: letter.attempts + 1 });
    const fact = FACT_OF_SENT_LETTER[letter.kind];
    if (fact && it.request.status !== 'closed') await it.record(fact, sentAt);
    it.tell('letter-sent', {
      letter: letter.id,
      letterKind: letter.kind,
      messageId: letter.messageId,
      digest: keyedDigest(key, words.text),
    });
  });
}

/** The mail server did not take it: again later, until the tries are used up. */
export async function recordFailure(desk: Desk, letter: Letter, error: string, now: Date): Promise<void> {
  const attempts = letter.attempts + 1;
  const wait = RETRY_AFTER_MINUTES[attempts - 1];
  const next = wait === undefined ? null : new Date(now.getTime() + wait * 60_000);
  const state = next ? ('queued' as const) : ('failed' as const);
  await inTransaction(desk.database, () =>
    letter.update({
      attempts,
      state,
      nextAttemptAt: next,
      claimedUntil: null,
      lastError: error.slice(0, 500),
    }),
  );
}

/** The DPO posted a letter that waits in the outbox: its effect begins on that day. */
export async function recordPosting(
  desk: Desk,
  by: By,
  letterId: number,
  posting: { postedAt: Date; proof: string },
): Promise<void> {
  const letter = await Letter.findOne({ where: { id: letterId, organisationId: by.organisationId } });
  if (!letter?.requestId || letter.recipient !== 'person') throw new RuleViolation('not-found');
  const { reference } = await SubjectRequest.findByPk(letter.requestId, { rejectOnEmpty: true });
  await change(desk, by, { reference }, undefined, async (it) => {
    await letter.reload();
    if (letter.state !== 'queued' && letter.state !== 'failed') throw new RuleViolation('letter-gone');
    if (posting.postedAt > it.now) throw new RuleViolation('in-the-future', {}, 'postedOn');
    if (!posting.proof.trim()) throw new RuleViolation('proof-missing', {}, 'proof');
    await letter.update({ state: 'sent', channel: 'post', sentAt: posting.postedAt, nextAttemptAt: null });
    const fact = FACT_OF_SENT_LETTER[letter.kind];
    if (fact) await it.record(fact, posting.postedAt, { detail: { proof: posting.proof } });
    it.tell('letter-posted', {
      letter: letter.id,
      letterKind: letter.kind,
      at: posting.postedAt.toISOString(),
    });
  });
}

/** Puts a failed letter back in the queue, now. */
export async function retryLetter(desk: Desk, by: By, letterId: number): Promise<void> {
  const again = { state: 'queued' as const, nextAttemptAt: desk.clock(), attempts: 0, claimedUntil: null };
  const where = { id: letterId, organisationId: by.organisationId, state: ['queued', 'failed'] };
  await inTransaction(desk.database, () => Letter.update(again, { where }));
}
