import type { AnsweredContents } from '../../domain/answers/content.ts';
import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { localDate } from '../../domain/calendar/zone.ts';
import { nameKey } from '../../domain/folding.ts';
import { unsealJson } from '../crypto/keyring.ts';
import { select } from '../database/select.ts';
import type { Desk } from '../desk.ts';
import { Fact } from '../fact.ts';
import { type Details, keyOf, numberIn } from '../subjectRequest/sealed.ts';
import { SubjectRequest } from '../subjectRequest.ts';

/** An earlier answer to access of the same person: when it left, and what it told. */
export type EarlierAnswer = { reference: string; day: CalendarDate; contents: AnsweredContents };

/** What is compared to find one. */
export type ComparedRequest = Pick<
  SubjectRequest,
  | 'id'
  | 'organisationId'
  | 'reference'
  | 'right'
  | 'personEmail'
  | 'nameKey'
  | 'customerDigest'
  | 'identityConfirmedAt'
  | 'details'
  | 'wrappedKey'
  | 'answeredAt'
  | 'zone'
>;

/**
 * The latest answer to access that the same person had from the same organisation and that can still be read. To compare with somebody
 * else's would tell of them, so all of this must hold: the identity is confirmed in both, the name is the same, so is the mailbox or the
 * customer number, no two customer numbers differ, and both are for the person themselves or for the same client. An answer whose key is
 * destroyed, or that left without contents, is passed over. What completes an answer is compared with that answer.
 */
export async function earlierAnswer(
  desk: Desk,
  request: ComparedRequest,
): Promise<EarlierAnswer | undefined> {
  if (request.right !== 'access') return undefined;
  const own = request.answeredAt ? await answeredContents(desk, request) : undefined;
  if (own) return own; // what follows completes it
  if (!request.identityConfirmedAt || !request.nameKey) return undefined;
  const rows = await select<{ id: number }>(desk.database, SAME_PERSON, {
    organisationId: request.organisationId,
    id: request.id,
    name: request.nameKey,
    mailbox: (request.personEmail ?? '').toLowerCase(),
    customer: request.customerDigest ?? '',
  });
  for (const { id } of rows) {
    const found = await SubjectRequest.findByPk(id, { rejectOnEmpty: true });
    const contents = isSamePerson(desk, request, found) ? await answeredContents(desk, found) : undefined;
    if (contents) return contents;
  }
  return undefined;
}

const SAME_PERSON = `SELECT id FROM subject_requests
  WHERE organisation_id = :organisationId AND kind = 'request' AND "right" = 'access' AND id <> :id AND name_key = :name
    AND (lower(person_email) = :mailbox AND :mailbox <> '' OR customer_digest = :customer AND :customer <> '')
    AND identity_confirmed_at IS NOT NULL AND answered_at IS NOT NULL AND wrapped_key IS NOT NULL
  ORDER BY answered_at DESC, id DESC LIMIT 12`;

function isSamePerson(desk: Desk, one: ComparedRequest, other: ComparedRequest): boolean {
  const [mine, theirs] = [one, other].map((request) =>
    unsealJson<Details>(keyOf(desk, request), request.details),
  ) as [Details, Details];
  const [number, theirNumber] = [mine, theirs].map((details) => (numberIn(details) ?? '').trim());
  if (number && theirNumber && number !== theirNumber) return false;
  return nameKey(mine.behalf?.name ?? '') === nameKey(theirs.behalf?.name ?? '');
}

/** What the standing answer to a request told, and on which day it left. */
async function answeredContents(desk: Desk, request: ComparedRequest): Promise<EarlierAnswer | undefined> {
  const where = { requestId: request.id, name: 'answered' as const, undoneAt: null };
  const fact = await Fact.findOne({ where, order: [['id', 'DESC']] });
  if (!fact?.detail) return undefined;
  const { contents } = unsealJson<{ contents?: AnsweredContents }>(keyOf(desk, request), fact.detail);
  if (!contents || contents.told.length === 0) return undefined;
  return { reference: request.reference, day: localDate(fact.at, request.zone), contents };
}
