import { Op, type WhereOptions } from 'sequelize';
import { neededOfLetter } from '../../domain/lifecycle/needed.ts';
import { isUnsent, type ReasonNotToSend } from '../../domain/lifecycle/vocabulary.ts';
import type { MailStep } from '../../domain/mailSteps.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { keyedDigest, sealJson } from '../crypto/keyring.ts';
import { ROW_LOCK } from '../database/locks.ts';
import { inTransaction } from '../database/transaction.ts';
import { type By, bySystem, type Desk } from '../desk.ts';
import { Letter } from '../letter.ts';
import { change } from '../subjectRequest/change.ts';
import { takeEffect } from '../subjectRequest/decide.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { keyOfLetter } from './context.ts';
import { markAgain, recordRefusal } from './refusals.ts';
import type { LetterText } from './words.ts';

/**
 * `unreachable`: the mail server accepts no letter at all. `later` and `never`: its answer about this letter. `perhaps`: it
 * has the whole letter and did not answer, so it may have accepted it. `step`: how far the conversation got.
 */
export type Failure = { kind: 'unreachable' | 'later' | 'never' | 'perhaps'; error: string; step?: MailStep };

/** A process renews its claim on a letter at least this often; afterwards another process may claim it. */
const CLAIM_MINUTES = 5;
/** Minutes before each retry when the server asks for one; after the last, the letter has failed. */
const RETRY_AFTER_MINUTES = [1, 5, 15, 60, 240, 720, 1440];
/** A server that does not answer is retried every 20 seconds without limit: no letter fails because of it. */
const UNREACHABLE_MINUTES = 1 / 3;

/** The letter is not claimed, or the claim has expired. */
export const unclaimed = (now: Date) => ({
  [Op.or]: [{ claimedUntil: null }, { claimedUntil: { [Op.lt]: now } }],
});

/** Claims the next letter that is due, so that no other process sends it too. Undefined if none is due. */
export async function claimLetter(desk: Desk, now: Date): Promise<Letter | undefined> {
  const waiting = { state: 'queued' as const, ...unclaimed(now) };
  const due = { ...waiting, nextAttemptAt: { [Op.lte]: now } };
  const strayed = { ...waiting, [Op.and]: fromAClockAhead(now) };
  const next = (where: WhereOptions<Letter>) => Letter.findOne({ where, order: ['nextAttemptAt', 'id'] });
  for (;;) {
    const candidate = (await next(due)) ?? (await next(strayed));
    if (!candidate) return undefined;
    const { id, attempts, nextAttemptAt, claimedUntil } = candidate;
    const claim = {
      claimedUntil: claimEnd(now),
      attempts: attempts + 1,
      ...(claimedUntil && { perhapsTakenAt: claimedUntil }), // who held it died, nobody knows how far it had come
    };
    const [taken] = await inTransaction(desk.database, () =>
      Letter.update(claim, { where: { id, attempts, nextAttemptAt, ...waiting } }),
    );
    if (taken === 1) return candidate.set(claim);
  }
}

const claimEnd = (now: Date) => new Date(now.getTime() + CLAIM_MINUTES * 60_000);

/** Renews the claim on a letter: the mail server may take ten minutes over it. Does nothing if the claim was lost. */
export async function keepClaim(desk: Desk, letter: Letter): Promise<void> {
  const claim = { claimedUntil: claimEnd(desk.clock()) };
  const [kept] = await inTransaction(desk.database, () => Letter.update(claim, { where: stillOurs(letter) }));
  if (kept === 1) letter.set(claim);
}

/**
 * Letters to persons whose next attempt is further off than they were postponed: the clock was set back, and they would wait until
 * it is that late again. Reminders are excluded: they wait for their day.
 */
const fromAClockAhead = (now: Date) => ({
  step: null,
  [Op.or]: [UNREACHABLE_MINUTES, ...RETRY_AFTER_MINUTES].map((minutes, attempts) => ({
    attempts,
    nextAttemptAt: { [Op.gt]: new Date(now.getTime() + minutes * 60_000) },
  })),
});

/** Cancels a letter whose reason has gone; its row stays with the reason. Returns its final state. */
export async function giveUp(
  desk: Desk,
  letter: Letter,
  reason: ReasonNotToSend,
): Promise<'failed' | 'cancelled'> {
  const state = needsADecision(letter, reason) ? 'failed' : 'cancelled';
  const end = { state, lastError: reason, claimedUntil: null, nextAttemptAt: null } as const;
  if (state === 'failed' && reason !== 'reply-came')
    await recordRefusal(desk, letter, end, stillOurs(letter));
  else await inTransaction(desk.database, () => Letter.update(end, { where: stillOurs(letter) }));
  return state;
}

/** Somebody has to act on these, so they are listed as failed. */
const NEEDS_A_DECISION: ReasonNotToSend[] = ['extension-lapsed', 'key-destroyed', 'reply-came'];
const needsADecision = ({ recipient }: Letter, reason: ReasonNotToSend): boolean =>
  NEEDS_A_DECISION.includes(reason) || (reason === 'no-address' && recipient === 'person');

/**
 * Records that the mail server accepted the letter: stores its text, makes its fact effective, tells the log. If another
 * process has recorded it, nothing changes. A letter recalled while it was being sent has gone out, but makes nothing
 * effective.
 */
export async function recordSent(desk: Desk, letter: Letter, words: LetterText, sentAt: Date): Promise<void> {
  const key = await keyOfLetter(desk, letter);
  const sent = { state: 'sent' as const, sentAt, claimedUntil: null, nextAttemptAt: null, lastError: null };
  const text = sealJson(key, words);
  const record = async () => {
    const before = await letter.reload();
    if (before.state === 'sent') return undefined;
    const recalled = before.state === 'cancelled';
    await letter.update({ ...sent, text });
    return { recalled };
  };
  if (!letter.requestId) {
    await inTransaction(desk.database, record);
    return;
  }
  const by = bySystem(letter.organisationId);
  const { reference } = await SubjectRequest.findByPk(letter.requestId, { rejectOnEmpty: true });
  await change(desk, by, { reference }, 'record-delivery', async (it) => {
    const done = await record();
    if (!done) return;
    if (!done.recalled) await takeEffect(it, letter, { at: sentAt, by: 'mail' });
    it.tell('letter-sent', {
      letter: letter.id,
      letterKind: letter.kind,
      messageId: letter.messageId,
      digest: keyedDigest(key, words.text),
    });
  });
  if (letter.kind === 'receipt') await markAgain(desk, letter);
}

/**
 * Records that the mail server did not accept the letter: it is retried until the attempts are used up, or never if the
 * server says so. Returns whether it will be retried.
 */
export async function recordFailure(
  desk: Desk,
  letter: Letter,
  failure: Failure,
  now: Date,
): Promise<boolean> {
  const unreachable = failure.kind === 'unreachable';
  const wait = unreachable ? UNREACHABLE_MINUTES : RETRY_AFTER_MINUTES[letter.attempts - 1];
  const next =
    failure.kind === 'never' || wait === undefined ? null : new Date(now.getTime() + wait * 60_000);
  const outcome = {
    attempts: unreachable ? letter.attempts - 1 : letter.attempts,
    state: next ? ('queued' as const) : ('failed' as const),
    nextAttemptAt: next,
    claimedUntil: null,
    lastError: failure.error.slice(0, 500),
    ...(failure.kind === 'perhaps' && { perhapsTakenAt: now }),
  };
  if (next === null) await recordRefusal(desk, letter, outcome, stillOurs(letter));
  else await inTransaction(desk.database, () => Letter.update(outcome, { where: stillOurs(letter) }));
  return next !== null;
}

/** Whether the letter may be sent: an attempt that kills the process counts too. */
export const hasTryLeft = ({ attempts }: Letter): boolean => attempts <= RETRY_AFTER_MINUTES.length + 1;

/** Unless another process has claimed it after our claim expired, or an act has recalled it. */
const stillOurs = ({ id, claimedUntil }: Letter) => ({ id, claimedUntil, state: 'queued' as const });

/** Records that the DPO posted a letter from the outbox: it takes effect on that day. */
export async function recordPosting(
  desk: Desk,
  by: By,
  letterId: number,
  posting: { postedAt: Date; proof: string; words?: LetterText; seen?: 'moves' },
): Promise<void> {
  const letter = await Letter.findOne({ where: { id: letterId, organisationId: by.organisationId } });
  if (!letter?.requestId || letter.recipient !== 'person') throw new RuleViolation('not-found');
  const { reference } = await SubjectRequest.findByPk(letter.requestId, { rejectOnEmpty: true });
  await change(desk, by, { reference }, 'record-posting', async (it) => {
    await letter.reload(ROW_LOCK); // against a process that would take it for the mail server
    assertPostable(letter, posting, it.now);
    const text = posting.words ? sealJson(it.key, posting.words) : null;
    const posted = { state: 'sent' as const, channel: 'post' as const, sentAt: posting.postedAt, text };
    await letter.update({ ...posted, nextAttemptAt: null, claimedUntil: null, lastError: null });
    const { postedAt: at, proof, seen } = posting;
    await takeEffect(it, letter, { at, by: 'post', proof, seen });
    it.tell('letter-posted', {
      letter: letter.id,
      letterKind: letter.kind,
      at: posting.postedAt.toISOString(),
    });
  });
  if (letter.kind === 'receipt') await markAgain(desk, letter);
}

/** Throws unless the letter waits or has failed, is not being sent now, and was posted after it was written. */
function assertPostable(letter: Letter, posting: { postedAt: Date; proof: string }, now: Date): void {
  assertOpen(letter, now);
  if (posting.postedAt > now) throw new RuleViolation('in-the-future', {}, 'postedOn');
  if (posting.postedAt < letter.createdAt) throw new RuleViolation('before-letter', {}, 'postedOn');
  neededOfLetter('proof', posting.proof);
}

/** Throws unless the letter waits or has failed, is not being sent now, and there is proof that it went. */
export function assertRecordable(letter: Letter, proof: string, now: Date): void {
  assertOpen(letter, now);
  neededOfLetter('proof', proof);
}

function assertOpen({ claimedUntil, state }: Letter, now: Date): void {
  const inHand = claimedUntil !== null && claimedUntil >= now;
  if (inHand || !isUnsent(state)) throw new RuleViolation('letter-gone');
}
