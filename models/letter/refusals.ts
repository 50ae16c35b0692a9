import { Op, type WhereOptions } from 'sequelize';
import { howUndelivered, isCode, type Undelivered } from '../../domain/lifecycle/undelivered.ts';
import { inTransaction } from '../database/transaction.ts';
import { bySystem, type Desk } from '../desk.ts';
import { Letter } from '../letter.ts';
import { change } from '../subjectRequest/change.ts';
import type { Change } from '../subjectRequest/changeTools.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { tellReaders } from './tellReaders.ts';

type LetterEnd = Partial<
  Pick<Letter, 'state' | 'nextAttemptAt' | 'lastError' | 'attempts' | 'claimedUntil' | 'perhapsTakenAt'>
>;

/** The server's words for the log, without the addresses in them. */
const withoutAddresses = (said: string): string =>
  said.replace(/[^\s<>()"',;:]+@[^\s<>()"',;]+/g, '…').slice(0, 200);

/**
 * Records a letter that will not be retried. If it was for the person, the request is marked, the log gets the server's
 * words, and those who work on it are told once per letter. `ours` is the row as long as nobody else has claimed it.
 */
export async function recordRefusal(
  desk: Desk,
  letter: Letter,
  end: LetterEnd,
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

/** An acknowledgement covers all requests made together: marks each of them as reached. */
export async function markAgain(desk: Desk, { requestId }: Pick<Letter, 'requestId'>): Promise<void> {
  const request = await SubjectRequest.findByPk(requestId ?? 0, { rejectOnEmpty: true });
  for (const other of await askedTogether(request))
    if (other.undelivered) await changeOf(desk, other, async () => undefined);
}

/** The same when it came back, or when that turned out to be wrong. */
export async function markTogether(desk: Desk, request: SubjectRequest): Promise<void> {
  for (const other of await askedTogether(request)) await changeOf(desk, other, async () => undefined);
}

/** Tells those who work on a request that a letter did not arrive: once per letter, whatever happens to it again. */
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
