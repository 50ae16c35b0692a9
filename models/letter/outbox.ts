import { Op, type WhereOptions } from 'sequelize';
import type { LetterState } from '../../domain/lifecycle/vocabulary.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { DeadlineRow } from '../deadline.ts';
import type { By, Desk } from '../desk.ts';
import { unsealJson } from '../keyring.ts';
import { Letter } from '../letter.ts';
import { Organisation } from '../organisation.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { inTransaction } from '../transaction.ts';
import { User } from '../user.ts';
import { keyOfLetter, type LetterContext, letterContext } from './context.ts';
import { type LetterText, unclaimed } from './deliveries.ts';

/** A letter as the outbox lists it: to whom by name, never its words. */
export type OutboxLetter = Pick<
  Letter,
  | 'id'
  | 'kind'
  | 'language'
  | 'state'
  | 'channel'
  | 'createdAt'
  | 'sentAt'
  | 'attempts'
  | 'nextAttemptAt'
  | 'lastError'
> & { toPerson: boolean; toName: string; toAddress: string; reference?: string };

/** One letter opened: its kept words, or what its words are made of while it has not gone. Neither once its key is destroyed. */
export type OpenLetter = { letter: OutboxLetter; kept?: LetterText; context?: LetterContext };

const PAGE = 50;

/** The letters of this organisation, the newest first. `next` is the cursor of the page after. */
export async function listLetters(
  by: By,
  filter: { state?: LetterState; after?: number },
  limit = PAGE,
): Promise<{ letters: OutboxLetter[]; next?: number }> {
  const where: WhereOptions<Letter> = {
    organisationId: by.organisationId,
    ...(filter.state && { state: filter.state }),
    ...(filter.after && { id: { [Op.lt]: filter.after } }),
  };
  const found = await Letter.findAll({
    where,
    order: [['id', 'DESC']],
    limit: limit + 1,
    attributes: { exclude: ['data', 'text'] },
  });
  const rows = found.slice(0, limit);
  return { letters: await withNames(by, rows), next: found.length > limit ? rows.at(-1)?.id : undefined };
}

/** One letter of this organisation; throws `not-found`, also for another organisation's. */
export async function openLetter(desk: Desk, by: By, letterId: number): Promise<OpenLetter> {
  const letter = await Letter.findOne({ where: { id: letterId, organisationId: by.organisationId } });
  const [named] = letter ? await withNames(by, [letter]) : [];
  if (!letter || !named) throw new RuleViolation('not-found');
  if (await isDestroyed(letter)) return { letter: named };
  if (letter.text) {
    return { letter: named, kept: unsealJson<LetterText>(await keyOfLetter(desk, letter), letter.text) };
  }
  const waits = letter.state === 'queued' || letter.state === 'failed';
  return { letter: named, context: waits ? await letterContext(desk, letter) : undefined };
}

/** Puts a letter that failed or waits at the head of the queue, unless it is being handed over. Gives whether it did. */
export async function retryLetter(desk: Desk, by: By, letterId: number): Promise<boolean> {
  const now = desk.clock();
  const again = { state: 'queued' as const, nextAttemptAt: now, attempts: 0, claimedUntil: null };
  const where = { id: letterId, organisationId: by.organisationId, state: ['queued', 'failed'] };
  const [taken] = await inTransaction(desk.database, () =>
    Letter.update(again, { where: { ...where, ...unclaimed(now) } }),
  );
  return taken === 1;
}

/** What waits for the mail server at a moment, in the order in which it would go. */
export async function dueLetters(now: Date) {
  const letters = await Letter.findAll({
    where: { state: 'queued', nextAttemptAt: { [Op.lte]: now }, ...unclaimed(now) },
    order: ['nextAttemptAt', 'id'],
    attributes: { exclude: ['data', 'text'] },
    limit: 1000,
  });
  const requests = await SubjectRequest.findAll({
    where: { id: letters.map(({ requestId }) => requestId ?? 0) },
    attributes: ['id', 'reference'],
  });
  const clocks = await DeadlineRow.findAll({
    where: { id: letters.map(({ deadlineId }) => deadlineId ?? 0) },
    attributes: ['id', 'clock'],
  });
  return letters.map(({ kind, recipient, step, requestId, deadlineId }) => ({
    kind,
    recipient,
    reference: requests.find(({ id }) => id === requestId)?.reference ?? null,
    clock: clocks.find(({ id }) => id === deadlineId)?.clock ?? null,
    step: step ?? '',
  }));
}

async function isDestroyed(letter: Letter): Promise<boolean> {
  if (letter.requestId === null) return false;
  const request = await SubjectRequest.findByPk(letter.requestId, { attributes: ['wrappedKey'] });
  return !request?.wrappedKey;
}

async function withNames(by: By, letters: Letter[]): Promise<OutboxLetter[]> {
  const requests = await SubjectRequest.findAll({
    where: { id: letters.map(({ requestId }) => requestId ?? 0) },
    attributes: ['id', 'reference', 'personName', 'personEmail'],
  });
  const users = await User.findAll({ where: { id: letters.map(({ recipient }) => userIn(recipient)) } });
  const organisation = await Organisation.findByPk(by.organisationId, { rejectOnEmpty: true });
  return letters.map((letter) => {
    const request = requests.find(({ id }) => id === letter.requestId);
    const user = users.find(({ id }) => id === userIn(letter.recipient));
    const toPerson = letter.recipient === 'person';
    const { name, address } = toPerson
      ? { name: request?.personName, address: request?.personEmail }
      : user
        ? { name: user.name, address: user.email }
        : { name: '', address: organisation.escalationAddress };
    return {
      ...letter.get({ plain: true }),
      toPerson,
      toName: name || address || '',
      toAddress: address ?? '',
      reference: request?.reference,
    };
  });
}

const userIn = (recipient: string): number => Number(/^user:(\d+)$/.exec(recipient)?.[1] ?? 0);
