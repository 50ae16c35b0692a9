import { Op, type WhereOptions } from 'sequelize';
import { FACT_OF_SENT_LETTER } from '../../domain/lifecycle/letterEffects.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { By, Desk } from '../desk.ts';
import { HELD } from '../held.ts';
import { keyedDigest, sealJson } from '../keyring.ts';
import { Letter } from '../letter.ts';
import { change } from '../subjectRequest/change.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { inTransaction } from '../transaction.ts';
import { keyOfLetter } from './context.ts';
import type { ReasonNotToSend } from './wanted.ts';

/** The words of a letter as they went out, with every secret masked. */
export type LetterText = { subject: string; text: string };

/** `unreachable`: the mail server itself does not answer. `later` and `never`: it answered, about this letter. */
export type Failure = { kind: 'unreachable' | 'later' | 'never'; error: string };

/** How long a process may take to hand over one letter before another may take it. */
const CLAIM_MINUTES = 5;
/** Minutes to the next try when the server asks for one; after the last the letter has failed and says so. */
const RETRY_AFTER_MINUTES = [1, 5, 15, 60, 240, 720, 1440];
/** A server that does not answer is asked again every 20 seconds, as long as it takes: no letter fails for it. */
const UNREACHABLE_MINUTES = 1 / 3;

/** Nobody holds the letter, or who did has died. */
export const unclaimed = (now: Date) => ({
  [Op.or]: [{ claimedUntil: null }, { claimedUntil: { [Op.lt]: now } }],
});

/** Takes the next letter that is due, so that no other process sends it too. Nothing when none is due. */
export async function claimLetter(desk: Desk, now: Date): Promise<Letter | undefined> {
  const waiting = { state: 'queued' as const, ...unclaimed(now) };
  const due = { ...waiting, nextAttemptAt: { [Op.lte]: now } };
  const strayed = { ...waiting, [Op.and]: fromAClockAhead(now) };
  const next = (where: WhereOptions<Letter>) => Letter.findOne({ where, order: ['nextAttemptAt', 'id'] });
  for (;;) {
    const candidate = (await next(due)) ?? (await next(strayed));
    if (!candidate) return undefined;
    const { id, attempts, nextAttemptAt } = candidate;
    const claim = {
      claimedUntil: new Date(now.getTime() + CLAIM_MINUTES * 60_000),
      attempts: attempts + 1,
    };
    const [taken] = await inTransaction(desk.database, () =>
      Letter.update(claim, { where: { id, attempts, nextAttemptAt, ...waiting } }),
    );
    if (taken === 1) return candidate.set(claim);
  }
}

/**
 * Letters to persons whose next try lies further off than they were put off: the clock was set back since, and they would
 * wait until it is that late again. A reminder does wait: its step comes on its day.
 */
const fromAClockAhead = (now: Date) => ({
  step: null,
  [Op.or]: [UNREACHABLE_MINUTES, ...RETRY_AFTER_MINUTES].map((minutes, attempts) => ({
    attempts,
    nextAttemptAt: { [Op.gt]: new Date(now.getTime() + minutes * 60_000) },
  })),
});

/** A letter whose reason is gone does not go; its row stays and says why. Gives the state that it ends in. */
export async function giveUp(
  desk: Desk,
  letter: Letter,
  reason: ReasonNotToSend,
): Promise<'failed' | 'cancelled'> {
  const state = NEEDS_A_DECISION.includes(reason) ? 'failed' : 'cancelled';
  const end = { state, lastError: reason, claimedUntil: null, nextAttemptAt: null } as const;
  await inTransaction(desk.database, () => Letter.update(end, { where: stillOurs(letter) }));
  return state;
}

/** Somebody has to act on these, so they stand among the failed letters. */
const NEEDS_A_DECISION: ReasonNotToSend[] = ['extension-lapsed', 'key-destroyed'];

/**
 * The mail server took the letter: keeps its text, makes its fact true, tells the log. What another process has recorded
 * stays; what a verb recalled while it was on its way has gone out all the same, but makes nothing true any more.
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
  const by = { organisationId: letter.organisationId, actor: 'system' as const };
  const { reference } = await SubjectRequest.findByPk(letter.requestId, { rejectOnEmpty: true });
  await change(desk, by, { reference }, undefined, async (it) => {
    const done = await record();
    if (!done) return;
    const fact = FACT_OF_SENT_LETTER[letter.kind];
    if (fact && !done.recalled && it.request.status !== 'closed') await it.record(fact, sentAt);
    it.tell('letter-sent', {
      letter: letter.id,
      letterKind: letter.kind,
      messageId: letter.messageId,
      digest: keyedDigest(key, words.text),
    });
  });
}

/**
 * The mail server did not take it: again later, until the tries are used up; never, where the server says so. Gives
 * whether another try follows.
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
  };
  await inTransaction(desk.database, () => Letter.update(outcome, { where: stillOurs(letter) }));
  return next !== null;
}

/** Unless another process has taken it after our claim ran out, or a verb has recalled it. */
const stillOurs = ({ id, claimedUntil }: Letter) => ({ id, claimedUntil, state: 'queued' as const });

/** The DPO posted a letter that waits in the outbox: its effect begins on that day. */
export async function recordPosting(
  desk: Desk,
  by: By,
  letterId: number,
  posting: { postedAt: Date; proof: string; words?: LetterText },
): Promise<void> {
  const letter = await Letter.findOne({ where: { id: letterId, organisationId: by.organisationId } });
  if (!letter?.requestId || letter.recipient !== 'person') throw new RuleViolation('not-found');
  const { reference } = await SubjectRequest.findByPk(letter.requestId, { rejectOnEmpty: true });
  await change(desk, by, { reference }, undefined, async (it) => {
    await letter.reload(HELD); // against a process that would take it for the mail server
    assertPostable(letter, posting, it.now);
    const text = posting.words ? sealJson(it.key, posting.words) : null;
    const posted = { state: 'sent' as const, channel: 'post' as const, sentAt: posting.postedAt, text };
    await letter.update({ ...posted, nextAttemptAt: null, claimedUntil: null });
    const fact = FACT_OF_SENT_LETTER[letter.kind];
    if (fact && it.request.status !== 'closed')
      await it.record(fact, posting.postedAt, { detail: { proof: posting.proof } });
    it.tell('letter-posted', {
      letter: letter.id,
      letterKind: letter.kind,
      at: posting.postedAt.toISOString(),
    });
  });
}

/** It waits or has failed, nobody is handing it over now, and it was posted after it was written. */
function assertPostable(letter: Letter, posting: { postedAt: Date; proof: string }, now: Date): void {
  const inHand = letter.claimedUntil !== null && letter.claimedUntil >= now;
  if (inHand || (letter.state !== 'queued' && letter.state !== 'failed'))
    throw new RuleViolation('letter-gone');
  if (posting.postedAt > now) throw new RuleViolation('in-the-future', {}, 'postedOn');
  if (posting.postedAt < letter.createdAt) throw new RuleViolation('before-letter', {}, 'postedOn');
  if (!posting.proof.trim()) throw new RuleViolation('proof-missing', {}, 'proof');
}
