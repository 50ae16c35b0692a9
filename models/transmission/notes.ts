import type { Attributes } from 'sequelize';
import type { TransmissionFacts } from '../../domain/transmission.ts';
import type { Key } from '../crypto/keyring.ts';
import type { Desk } from '../desk.ts';
import { Letter } from '../letter.ts';
import { keyOf } from '../subjectRequest/sealed.ts';
import type { SubjectRequest } from '../subjectRequest.ts';
import { Transmission } from '../transmission.ts';
import { dataOf, type TransmissionData } from './data.ts';

/** A transmission as the person and staff see it. */
export type TransmissionNote = TransmissionFacts &
  TransmissionData & { id: number; askedBy: string; askedAt: Date; fetchedAt: Date | null };

/** One transmission, with what became of the letter with its link. */
export function transmissionNote(
  key: Key,
  row: Omit<Attributes<Transmission>, 'content'>,
  letters: readonly Pick<Letter, 'id' | 'state'>[],
): TransmissionNote {
  const { id, state, askedBy, askedAt, sentAt, expiresAt, endedAt, fetches, fetchedAt } = row;
  const letter = letters.find((each) => each.id === row.letterId)?.state ?? null;
  const facts = { id, state, askedBy, askedAt, sentAt, expiresAt, endedAt, fetches, fetchedAt, letter };
  return { ...dataOf(key, row), ...facts };
}

/** The transmissions of a request, in order. */
export async function transmissionsOf(desk: Desk, request: SubjectRequest): Promise<TransmissionNote[]> {
  const rows = await Transmission.findAll({ where: { requestId: request.id }, order: ['id'] });
  const ids = rows.flatMap(({ letterId }) => letterId ?? []);
  const letters = await Letter.findAll({ where: { id: ids }, attributes: ['id', 'state'] });
  const key = keyOf(desk, request);
  return rows.map((row) => transmissionNote(key, row, letters));
}
