import { REPLIED, TOLD_BY } from '../../domain/lifecycle/letterEffects.ts';
import { needed } from '../../domain/lifecycle/needed.ts';
import { outstandingRest } from '../../domain/lifecycle/rests.ts';
import { isCode } from '../../domain/lifecycle/undelivered.ts';
import type { FactName } from '../../domain/lifecycle/vocabulary.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { By, Desk } from '../desk.ts';
import { Fact } from '../fact.ts';
import { markTogether, tellOfUndelivered } from '../letter/refusals.ts';
import { Letter } from '../letter.ts';
import { isToProvider } from '../transmission/link.ts';
import { change, type Target } from './change.ts';
import type { Change } from './changeTools.ts';
import { factSheetOf } from './recompute.ts';
import { takeBackFacts } from './takeBack.ts';

const DAY = 24 * 3600_000;

/**
 * Records that a letter came back: its facts no longer hold, and the deadlines run again from their own dates. A closure
 * that rested on it is undone. The record stays, whatever follows.
 */
export function recordReturn(
  desk: Desk,
  by: By,
  target: Target,
  input: { letterId: number; at: Date; known: string },
) {
  return change(desk, by, target, 'record-return', async (it) => {
    const letter = await sentLetter(it, input.letterId);
    const { at } = input;
    if (at > it.now) throw new RuleViolation('in-the-future', {}, 'returnedOn');
    if (letter.sentAt && at < letter.sentAt) throw new RuleViolation('before-letter', {}, 'returnedOn');
    const known = needed('record-return', 'known', input.known);
    await linkFacts(it, letter);
    await takeBackFacts(it.request.id, { names: ['return-set-aside'], letterIds: [letter.id] }, it); // that was of an earlier return
    await it.record('letter-returned', at, { about: letter.kind, letterId: letter.id, detail: { known } });
    await restate(it, letter.id, letter.kind, 'returned');
    const days = letter.sentAt ? Math.floor((at.getTime() - letter.sentAt.getTime()) / DAY) : null;
    it.tell('letter-returned', { letter: letter.id, letterKind: letter.kind, at: at.toISOString(), days });
    await openAgain(it, letter.kind);
    if (!isToProvider(letter)) await tellOfUndelivered(it, letter, 'returned'); // of a provider's, its transmission tells
  });
}

/** Undoes the return, recorded by mistake: the letter counts as sent again. A proof that it had been delivered is undone too. */
export function undoReturn(desk: Desk, by: By, target: Target, { reason }: { reason?: string } = {}) {
  return change(desk, by, target, 'undo-return', async (it) => {
    const { letterId, about } = await it.undo('undo-return', { reason });
    if (letterId) {
      const names: FactName[] = ['letter-returned', 'return-set-aside'];
      await takeBackFacts(it.request.id, { names, letterIds: [letterId] }, { ...it, reason });
    }
    await restate(it, letterId, about, 'sent');
    it.tell('return-undone', { letter: letterId });
  });
}

/** Records proof that the letter was delivered after all: its facts hold again, as of when it went. */
export function setReturnAside(desk: Desk, by: By, target: Target, input: { reason: string; proof: string }) {
  return change(desk, by, target, 'set-aside-return', async (it) => {
    const reason = needed('set-aside-return', 'reason', input.reason);
    const proof = needed('set-aside-return', 'proof', input.proof);
    const returned = it.sheet.returned.at(-1);
    if (!returned) throw new RuleViolation('letter-gone');
    const { letterId, kind } = returned;
    await it.record('return-set-aside', it.now, { about: kind, letterId, detail: { reason, proof } });
    await restate(it, letterId, kind, 'sent');
    it.tell('return-set-aside', { letter: letterId });
  });
}

/** Undoes that: it was not delivered after all. */
export function undoSettingAside(desk: Desk, by: By, target: Target, { reason }: { reason?: string } = {}) {
  return change(desk, by, target, 'undo-set-aside', async (it) => {
    const { letterId, about } = await it.undo('undo-set-aside', { reason });
    await restate(it, letterId, about, 'returned');
    it.tell('set-aside-undone', { letter: letterId });
    await openAgain(it, about);
  });
}

async function sentLetter({ request }: Change, id: number): Promise<Letter> {
  const letter = await Letter.findOne({ where: { id, requestId: request.id } });
  const leftTheHouse = letter && (letter.recipient === 'person' || isToProvider(letter));
  if (!leftTheHouse || isCode(letter.kind)) throw new RuleViolation('letter-missing', {}, 'letter');
  if (letter.state !== 'sent') throw new RuleViolation('letter-gone', {}, 'letter');
  return letter;
}

/** For facts from before facts named their letter: links those that letters of this kind make effective. */
async function linkFacts({ request }: Change, { id, kind }: Letter): Promise<void> {
  const name = Object.values(TOLD_BY).flatMap(({ letter, makes }) => (letter === kind ? [...makes] : []));
  await Fact.update(
    { letterId: id },
    { where: { requestId: request.id, letterId: null, undoneAt: null, name } },
  );
}

async function restate(
  { desk, request }: Change,
  id: number | null,
  kind: string | null,
  state: 'sent' | 'returned',
): Promise<void> {
  await Letter.update({ state }, { where: { id: id ?? 0, requestId: request.id } });
  if (kind === 'receipt') await markTogether(desk, request);
}

/** Undoes a closure that rested on a reply which did not arrive, or on the rest of one. */
async function openAgain(it: Change, kind: string | null): Promise<void> {
  if (kind !== 'answer' && kind !== 'refusal' && kind !== 'rest-ended') return;
  const { recorded, facts } = await factSheetOf(it.request);
  const closed = recorded.find(({ name, letterId }) => name === 'closed' && !letterId);
  const isReplied = recorded.some(({ name }) => REPLIED.includes(name));
  if (!closed || (isReplied && !outstandingRest(facts.rests))) return;
  await takeBackFacts(it.request.id, { names: ['closed'] }, it);
  it.tell('reopened', { scope: 'closure' });
}
