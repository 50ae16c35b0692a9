import type { Attributes } from 'sequelize';
import { namedProvider, type TransmissionFacts } from '../../domain/transmission.ts';
import { line } from '../../domain/writing.ts';
import type { Key } from '../crypto/keyring.ts';
import type { Desk } from '../desk.ts';
import { Letter } from '../letter.ts';
import { type Details, detailsOf, keyOf } from '../subjectRequest/sealed.ts';
import type { SubjectRequest } from '../subjectRequest.ts';
import { Transmission } from '../transmission.ts';
import { dataOf, type TransmissionData } from './data.ts';

/** A transmission as the person and staff see it. */
export type TransmissionNote = TransmissionFacts &
  TransmissionData & {
    /** 0 for a wish that only the request names. */
    id: number;
    askedBy: string;
    askedAt: Date;
    fetchedAt: Date | null;
  };

/** One transmission, with what became of the letter with its link. */
export function transmissionNote(
  key: Key,
  row: Omit<Attributes<Transmission>, 'content'>,
  letters: readonly Pick<Letter, 'id' | 'state'>[],
): TransmissionNote {
  const { id, state, askedBy, askedAt, sentAt, expiresAt, endedAt, openedAt, askedAgainAt } = row;
  const letter = letters.find((each) => each.id === row.letterId)?.state ?? null;
  const facts = { id, state, askedBy, askedAt, sentAt, expiresAt, endedAt, openedAt, askedAgainAt, letter };
  return { ...dataOf(key, row), ...facts, fetches: row.fetches, fetchedAt: row.fetchedAt };
}

/** The transmissions of a request; without any, the wish for a provider that the person named in the request itself. */
export function orNamed(
  notes: TransmissionNote[],
  { right, receivedAt }: Pick<SubjectRequest, 'right' | 'receivedAt'>,
  { particulars }: Pick<Details, 'particulars'>,
): TransmissionNote[] {
  const provider = namedProvider({ right, particulars }, notes);
  if (!provider) return notes;
  const never = { sentAt: null, expiresAt: null, endedAt: null, openedAt: null, askedAgainAt: null };
  const named = { id: 0, state: 'asked' as const, askedBy: 'person', askedAt: receivedAt, fetchedAt: null };
  return [{ ...named, ...never, provider: line(provider), email: '', wish: '', fetches: 0, letter: null }];
}

/** The transmissions of a request, in order, or the wish that the request names. */
export async function transmissionsOf(desk: Desk, request: SubjectRequest): Promise<TransmissionNote[]> {
  const rows = await Transmission.findAll({ where: { requestId: request.id }, order: ['id'] });
  const ids = rows.flatMap(({ letterId }) => letterId ?? []);
  const letters = await Letter.findAll({ where: { id: ids }, attributes: ['id', 'state'] });
  const key = keyOf(desk, request);
  const notes = rows.map((row) => transmissionNote(key, row, letters));
  return orNamed(notes, request, detailsOf(desk, request));
}
