import { Op, type WhereOptions } from 'sequelize';
import { howUndelivered, isCode, type Undelivered } from '../../domain/lifecycle/undelivered.ts';
import { inTransaction } from '../database/transaction.ts';
import { bySystem, type Desk } from '../desk.ts';
import { Letter } from '../letter.ts';
import { type Change, change } from '../subjectRequest/change.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { tellReaders } from './tellReaders.ts';

type End = Partial<
  Pick<Letter, 'state' | 'nextAttemptAt' | 'lastError' | 'attempts' | 'claimedUntil' | 'perhapsTakenAt'>
>;

/** What the log says of a server's words: without the address that they repeat. */
export const withoutAddresses = (said: string): string =>
  said.replace(/[^\s<>()"',;:]+@[^\s<>()"',;]+/g, '…').slice(0, 200);

/**
 * A letter that will not be tried again. Where it was for the person, the request knows that it did not arrive, the log says
 * what the server said, and those who work on it are told, once a letter. `ours` is the row as long as nobody else has it.
 */
export async function recordRefusal(
  desk: Desk,
  letter: Letter,
  end: End,
  ours: WhereOptions<Letter>,
): Promise<void> {
  const note = () => Letter.update(end, { where: ours });
  if (!letter.requestId || letter.recipient !== 'person' || isCode(letter.kind)) {
    await inTransaction(desk.database, note);
    return;
  }
  const request = await SubjectRequest.findByPk(letter.requestId, { rejectOnEmpty: true });
  if (!request.wrappedKey) return void (await inTransaction(desk.database, note)); // of a purged one nothing more is told
  const said = withoutAddresses(end.lastError ?? '');
  const { perhapsTakenAt } = { ...letter.get(), ...end };
  const how = howUndelivered({ state: 'failed', perhapsTakenAt }) ?? 'refused';
  const event = { letter: letter.id, letterKind: letter.kind, said, how };
  const noted = await changeOf(desk, request, async (it) => {
    const [taken] = await note();
    if (taken !== 1) return false;
    it.tell('letter-refused', event);
    await tellOfUndelivered(it, letter, how);
    return true;
  });
  if (noted && letter.kind === 'receipt')
    for (const other of await askedTogether(request))
      await changeOf(desk, other, async (it) => it.tell('letter-refused', event));
}

/** A receipt speaks of all that was asked together: that it has gone now is known of each. */
export async function markAgain(desk: Desk, { requestId }: Pick<Letter, 'requestId'>): Promise<void> {
  const request = await SubjectRequest.findByPk(requestId ?? 0, { rejectOnEmpty: true });
  for (const other of await askedTogether(request))
    if (other.undelivered) await changeOf(desk, other, async () => undefined);
}

/** The same where it came back, or did not after all. */
export async function markTogether(desk: Desk, request: SubjectRequest): Promise<void> {
  for (const other of await askedTogether(request)) await changeOf(desk, other, async () => undefined);
}

/** Tells those who work on a request that a letter did not arrive: once a letter, whatever happens to it again. */
export async function tellOfUndelivered(
  it: Parameters<typeof tellReaders>[0],
  letter: Pick<Letter, 'id' | 'kind'>,
  how: Undelivered,
): Promise<void> {
  const where = { requestId: it.request.id, kind: 'undelivered-notice' as const };
  const told = await Letter.findAll({ where, attributes: ['ledgerKey'], raw: true });
  const about = `${how}:${letter.id}`;
  if (told.some(({ ledgerKey }) => ledgerKey.startsWith(`${about}:`))) return;
  await tellReaders(it, 'undelivered-notice', about, { letterKind: letter.kind, how });
}

const changeOf = <T>(
  desk: Desk,
  { organisationId, reference }: SubjectRequest,
  verb: (it: Change) => Promise<T>,
) => change(desk, bySystem(organisationId), { reference }, 'record-delivery', verb);

const askedTogether = ({ id, submissionId }: SubjectRequest) =>
  SubjectRequest.findAll({ where: { submissionId, id: { [Op.ne]: id } }, order: ['id'] });
