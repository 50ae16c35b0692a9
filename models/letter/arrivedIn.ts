import { Op } from 'sequelize';
import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import type { Worded } from '../../domain/languages.ts';
import type { Status } from '../../domain/lifecycle/status.ts';
import type { Right } from '../../domain/rights.ts';
import { unsealJson } from '../crypto/keyring.ts';
import type { Desk } from '../desk.ts';
import type { Letter } from '../letter.ts';
import { Organisation } from '../organisation.ts';
import { articleOf } from '../subjectRequest/lawOf.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import type { LetterData } from './queue.ts';

/** A new request in the morning's digest, with its first date. */
export type ArrivedRequest = {
  reference: string;
  right: Right;
  /** The article that gives the right. */
  article?: Worded;
  status: Status;
  nextDueOn: CalendarDate | null;
  nextLateAt: Date | null;
};

/** The requests that a digest of arrivals reports, as they are now; without those closed since. */
export async function arrivedIn(
  desk: Desk,
  letter: Pick<Letter, 'data' | 'organisationId'>,
): Promise<ArrivedRequest[]> {
  if (!letter.data) return [];
  const { organisationId } = letter;
  const { wrappedKey } = await Organisation.findByPk(organisationId, { rejectOnEmpty: true });
  const { requests = '' } = unsealJson<LetterData>(desk.keyring.unwrap(wrappedKey), letter.data);
  const found = await SubjectRequest.findAll({
    where: { id: requests.split(',').map(Number), organisationId, status: { [Op.ne]: 'closed' } },
    attributes: [...SHOWN, 'policyId', 'policyVersion', 'receivedOn', 'edition'],
    order: ['id'],
    raw: true,
  });
  return found.map((each) => ({ ...each, article: articleOf(desk, each) }));
}

const SHOWN = ['reference', 'right', 'status', 'nextDueOn', 'nextLateAt'] as const;
