import { emailFault } from '../../domain/email.ts';
import { TOLD_BY } from '../../domain/lifecycle/letterEffects.ts';
import { undeliveredIn } from '../../domain/lifecycle/undelivered.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { line } from '../../domain/writing.ts';
import { unsealJson } from '../crypto/keyring.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import { Fact } from '../fact.ts';
import type { LetterData } from '../letter/queue.ts';
import { markAgain } from '../letter/refusals.ts';
import { Letter } from '../letter.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { type Address, correctAddress, correctTogether } from './address.ts';
import { makePackage } from './answer.ts';
import type { AnswerContent } from './answerContent.ts';
import { change, type Target } from './change.ts';
import type { Change, Sending } from './changeTools.ts';
import { keepWords, takeEffect } from './decide.ts';
import { factSheetOf } from './recompute.ts';
import { toThePerson } from './undelivered.ts';

/**
 * Sends a letter that did not arrive again, to the present address. A rejected letter is sent itself; one that came back
 * stays, and a new one carries its decision. The acknowledgement of requests made together can be sent again from each of
 * them.
 */
export function resend(
  desk: Desk,
  by: By,
  target: Target,
  { email, known = '', sending = { by: 'mail' } }: { email: string; known?: string; sending?: Sending },
) {
  const address = { email: line(email), known: known.trim() };
  const again = (it: Change, letter: Letter) => {
    if (sending.by === 'mail') return mailAgain(it, letter, address);
    return sending.by === 'post' ? postAnother(it, letter, sending) : prepareAnother(it, letter);
  };
  return inTransaction(desk.database, async () => {
    const letter = await change(desk, by, target, 'resend-letter', async (it) => {
      const fault = sending.by === 'mail' && emailFault(address.email);
      if (fault) throw new RuleViolation(fault, {}, 'email');
      const found = await undelivered(it);
      if (found.requestId === it.request.id) await again(it, found);
      else await change(desk, by, await ownerOf(found), 'correct-address', (owner) => again(owner, found));
      return found;
    });
    if (sending.by === 'mail') await correctTogether(desk, by, target, address);
    if (letter.kind === 'receipt') await markAgain(desk, letter);
  });
}

const ownerOf = async ({ requestId }: Letter): Promise<Target> => {
  const { reference } = await SubjectRequest.findByPk(requestId ?? 0, { rejectOnEmpty: true });
  return { reference };
};

async function mailAgain(it: Change, letter: Letter, address: Address): Promise<void> {
  await correctAddress(it, address);
  await (letter.state === 'failed' ? sendItself(it, letter) : sendAnother(it, letter));
}

async function undelivered(it: Change): Promise<Letter> {
  const letters = await Letter.findAll({ where: await toThePerson(it.request), order: ['id'] });
  const plain = letters.map(({ id, kind, state, perhapsTakenAt }) => ({ id, kind, state, perhapsTakenAt }));
  const found = undeliveredIn(plain, it.sheet.untold);
  const letter = letters.find(({ id }) => id === found?.id);
  if (!letter) throw new RuleViolation('letter-gone');
  return letter;
}

async function sendItself(it: Change, letter: Letter): Promise<void> {
  await letter.update({ state: 'queued', nextAttemptAt: it.now, attempts: 0, claimedUntil: null });
  it.tell('letter-queued', { letter: letter.id, letterKind: letter.kind });
}

/**
 * Records that a returned letter was posted instead: it counts as told on that day. A letter that never went is itself
 * recorded as posted.
 */
async function postAnother(it: Change, letter: Letter, sending: Sending & { by: 'post' }): Promise<void> {
  if (letter.state !== 'returned') throw new RuleViolation('letter-gone', {}, 'sending');
  const again = await sendAnother(it, letter, sending);
  await keepWords(it, again.id, sending);
  it.sheet = await factSheetOf(it.request);
  const { postedAt: at, proof, seen } = sending;
  await takeEffect(it, again, { at, by: 'post', proof, seen });
}

/** The same on paper, to be printed. A letter that never went is itself printed, and no longer emailed. */
async function prepareAnother(it: Change, letter: Letter): Promise<void> {
  if (letter.state === 'returned') return void (await sendAnother(it, letter, { by: 'paper' }));
  const prepared = { channel: 'post', state: 'queued', nextAttemptAt: null, claimedUntil: null } as const;
  await letter.update({ ...prepared, lastError: null });
  it.tell('letter-prepared', { letter: letter.id, letterKind: letter.kind });
}

async function sendAnother(
  it: Change,
  { id, kind, data, channel }: Letter,
  sending: Sending = { by: 'mail' },
): Promise<Letter> {
  const words = data ? unsealJson<LetterData>(it.key, data) : {};
  if (kind === 'answer' && channel === 'post' && sending.by === 'mail') await putToFetch(it, id, words);
  const again = await it.write(kind, words, sending);
  const carried = Object.entries(TOLD_BY).filter(([, { letter }]) => letter === kind);
  const names = carried.map(([decision]) => decision);
  await Fact.update(
    { letterId: again.id },
    { where: { requestId: it.request.id, letterId: id, name: names, undoneAt: null } },
  );
  return Letter.findByPk(again.id, { rejectOnEmpty: true });
}

/** Makes an answer that went by post available for fetching. */
async function putToFetch(it: Change, letterId: number, words: LetterData): Promise<void> {
  const name = 'answer-decided' as const;
  const fact = await Fact.findOne({
    where: { requestId: it.request.id, letterId, name },
    rejectOnEmpty: true,
  });
  const content = unsealJson<AnswerContent>(it.key, fact.detail as Buffer);
  words.version = String(it.request.version);
  await makePackage(it, content, it.request.version);
}
