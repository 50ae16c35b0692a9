import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { type DoubleReason, doubleReasons, type Verdict } from '../../domain/lifecycle/doubles.ts';
import type { Outcome, Status } from '../../domain/lifecycle/status.ts';
import { ALIKE_FROM } from '../../domain/lifecycle/textPrint.ts';
import type { LetterKind, LetterState } from '../../domain/lifecycle/vocabulary.ts';
import type { Right } from '../../domain/rights.ts';
import { select } from '../database/select.ts';
import type { Desk } from '../desk.ts';
import { Fact } from '../fact.ts';
import { Letter } from '../letter.ts';
import type { RequestPage } from './requestPage.ts';

/** A request of the same person, or perhaps of the same, and what it has in common with the one at hand. */
export type RequestOfPerson = {
  id: number;
  reference: string;
  right: Right;
  status: Status;
  outcome: Outcome | null;
  nextClock: string | null;
  receivedOn: CalendarDate;
  personName: string;
  clientName: string | null;
  identityConfirmed: boolean;
  shared: DoubleReason[];
  /** What somebody said of it and the one at hand. */
  verdict: Verdict | null;
  /** Why it may be the same request; empty if it does not seem to be. */
  double: DoubleReason[];
};

/** A letter to the person, or a message of theirs, in one of these requests. */
export type PostOfPerson = {
  reference: string;
  /** Of a letter; null for a message. */
  id: number | null;
  kind: LetterKind | 'message-received';
  state: LetterState | null;
  at: Date;
};

/** Everything of one person in an organisation, the latest first. `perhaps`: only the name, or a double in words, speaks for it. */
export type OfPerson = { requests: RequestOfPerson[]; perhaps: RequestOfPerson[]; post: PostOfPerson[] };

/** The most that a page lists of each. */
const MOST = 200;

type Row = Omit<RequestOfPerson, 'shared' | 'double' | 'identityConfirmed'> &
  Record<'identityConfirmed' | 'mailbox' | 'customer' | 'link' | 'name' | 'text', boolean | number>;

const LINKED = `SELECT k.other_id AS id, k.verdict FROM person_links k WHERE k.one_id = :id AND k.undone_at IS NULL
  UNION SELECT k.one_id, k.verdict FROM person_links k WHERE k.other_id = :id AND k.undone_at IS NULL`;

/** Those in nearly the same words, by their prints: no text is opened. */
const ALIKE = `SELECT q.request_id AS id FROM text_prints p JOIN text_prints q
    ON q.organisation_id = p.organisation_id AND q.print = p.print AND q.request_id <> p.request_id
  WHERE p.request_id = :id GROUP BY q.request_id HAVING COUNT(*) >= ${ALIKE_FROM} ORDER BY q.request_id DESC LIMIT 50`;

/** By an index each. */
const by = (column: string, value: string) =>
  `SELECT s.id FROM subject_requests s WHERE ${column} = ${value} AND ${value} <> '' AND s.organisation_id = :organisationId`;

const ROWS = `SELECT r.id, r.reference, r."right", r.status, r.outcome, r.next_clock AS "nextClock", r.received_on AS "receivedOn",
    r.person_name AS "personName", r.client_name AS "clientName",
    r.identity_confirmed_at IS NOT NULL AS "identityConfirmed",
    COALESCE(lower(r.person_email) = :mailbox AND :mailbox <> '', FALSE) AS mailbox,
    COALESCE(r.customer_digest = :customer AND :customer <> '', FALSE) AS customer,
    COALESCE(r.name_key = :name AND :name <> '', FALSE) AS name, (r.submission_id <> (SELECT m.submission_id FROM subject_requests m WHERE m.id = :id)
      AND r.id IN (SELECT id FROM (${ALIKE}) t)) AS text,
    COALESCE(v.verdict IN ('same', 'merged'), FALSE) AS link, v.verdict
  FROM subject_requests r LEFT JOIN (${LINKED}) v ON v.id = r.id
  WHERE r.kind = 'request' AND r.organisation_id = :organisationId AND r.id IN (
    SELECT s.id FROM subject_requests s WHERE s.id = :id
    UNION SELECT l.id FROM (${LINKED}) l
    UNION SELECT a.id FROM (${ALIKE}) a
    UNION ${by('lower(s.person_email)', ':mailbox')}
    UNION ${by('s.customer_digest', ':customer')}
    UNION ${by('s.name_key', ':name')})
  ORDER BY r.received_on DESC, r.id DESC LIMIT ${MOST}`;

/**
 * The requests of whoever made one, by mailbox, customer number or a colleague's link, with their letters and messages; and those that
 * may be theirs. Those that somebody said are not the same person's are left out of the first.
 */
export async function everythingOf(desk: Desk, page: RequestPage): Promise<OfPerson> {
  const { id, organisationId, personEmail, customerDigest, nameKey, right, status } = page.request;
  const rows = await select<Row>(desk.database, ROWS, {
    id,
    organisationId,
    mailbox: personEmail?.toLowerCase() ?? '',
    customer: customerDigest ?? '',
    name: nameKey ?? '',
  });
  const own = { right, status };
  const all = rows.map(
    ({ mailbox, customer, link, name, text, identityConfirmed, ...row }): RequestOfPerson => {
      const has = { mailbox, customer, link, name, text };
      const shared = (['mailbox', 'customer', 'link', 'name', 'text'] as const).filter(
        (reason) => has[reason],
      );
      const isAsked = row.id !== id && row.verdict === null;
      return {
        ...row,
        identityConfirmed: Boolean(identityConfirmed),
        shared,
        double: isAsked ? doubleReasons(own, row, shared) : [],
      };
    },
  );
  const isTheirs = (row: RequestOfPerson) =>
    row.id === id ||
    (row.verdict !== 'not-same' && row.shared.some((reason) => reason !== 'name' && reason !== 'text'));
  const requests = all.filter(isTheirs);
  const isHinted = (row: RequestOfPerson) =>
    row.verdict !== null || row.double.length > 0 || row.shared.some((reason) => reason !== 'text');
  const perhaps = all.filter((row) => !isTheirs(row) && isHinted(row)); // words alone speak for a double, not for a person
  return { requests, perhaps, post: await postOf(requests) };
}

async function postOf(requests: readonly RequestOfPerson[]): Promise<PostOfPerson[]> {
  const referenceOf = new Map(requests.map(({ id, reference }) => [id, reference]));
  const requestId = [...referenceOf.keys()];
  const letters = await Letter.findAll({
    where: { requestId, recipient: 'person' },
    attributes: ['id', 'requestId', 'kind', 'state', 'sentAt', 'createdAt'],
    order: [['id', 'DESC']],
    limit: MOST,
  });
  const messages = await Fact.findAll({
    where: { requestId, name: 'message-received', undoneAt: null },
    attributes: ['requestId', 'at'],
    order: [['at', 'DESC']],
    limit: MOST,
  });
  const reference = (of: number | null): string => referenceOf.get(of ?? 0) ?? '';
  return [
    ...letters.map(({ id, requestId: of, kind, state, sentAt, createdAt }) => ({
      reference: reference(of),
      id,
      kind,
      state,
      at: sentAt ?? createdAt,
    })),
    ...messages.map(({ requestId: of, at }) => ({
      reference: reference(of),
      id: null,
      kind: 'message-received' as const,
      state: null,
      at,
    })),
  ].sort((a, b) => b.at.getTime() - a.at.getTime());
}
