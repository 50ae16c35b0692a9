import type { Language } from '../../domain/languages.ts';
import type { LetterChannel, LetterKind, LetterState } from '../../domain/lifecycle/vocabulary.ts';
import { momentFromColumn, select, selected, selectList, type Values } from '../database/select.ts';
import { selectSlowly } from '../database/slowSelect.ts';
import type { By, Desk } from '../desk.ts';

/** A letter as the outbox lists it: the addressee's name, never its words. */
export type ListedLetter = {
  id: number;
  kind: LetterKind;
  language: Language;
  state: LetterState;
  channel: LetterChannel;
  createdAt: Date;
  sentAt: Date | null;
  attempts: number;
  nextAttemptAt: Date | null;
  lastError: string | null;
  /** When the mail server may have accepted it without saying so. */
  perhapsTakenAt: Date | null;
  reference: string | null;
  toPerson: boolean;
  toName: string;
  toAddress: string;
};
type ListedLetterRow = Omit<ListedLetter, 'toPerson'> & { recipient: string };

/** A letter is for the person, a user, the owner of systems, a provider, whose name and address are sealed, or the escalation address; the last three have no name. An invited person is shown by address. */
const addressee = (ofPerson: string, ofUser: string, ofNobody: string) =>
  `CASE WHEN l.recipient = 'person' THEN ${ofPerson} WHEN u.id IS NOT NULL THEN ${ofUser} ELSE ${ofNobody} END`;

const COLUMNS: Record<keyof ListedLetterRow, string> = {
  id: 'l.id',
  kind: 'l.kind',
  language: 'l.language',
  state: 'l.state',
  channel: 'l.channel',
  createdAt: 'l.created_at',
  sentAt: 'l.sent_at',
  attempts: 'l.attempts',
  nextAttemptAt: 'l.next_attempt_at',
  lastError: 'l.last_error',
  perhapsTakenAt: 'l.perhaps_taken_at',
  reference: 'r.reference',
  recipient: 'l.recipient',
  toName: `COALESCE(${addressee('r.person_name', "CASE WHEN l.kind <> 'invitation' THEN u.name END", 'NULL')}, '')`,
  toAddress: `COALESCE(${addressee('r.person_email', 'u.email', "CASE WHEN l.recipient NOT LIKE 'provider:%' THEN COALESCE(w.email, o.escalation_address) END")}, '')`,
};

const JOINS = `LEFT JOIN organisations o ON o.id = l.organisation_id LEFT JOIN subject_requests r ON r.id = l.request_id
  LEFT JOIN users u ON u.id = CASE WHEN l.recipient LIKE 'user:%' THEN CAST(SUBSTR(l.recipient, 6) AS INTEGER) END
  LEFT JOIN owner_links w ON w.id = CASE WHEN l.recipient LIKE 'owner:%' THEN CAST(SUBSTR(l.recipient, 7) AS INTEGER) END`;

const PAGE = 50;

/** The letters of this organisation, the newest first. `next` is the cursor of the next page. */
export async function listLetters(
  desk: Desk,
  by: By,
  filter: { state?: LetterState; after?: number },
): Promise<{ letters: ListedLetter[]; next?: number }> {
  const { state, after } = filter;
  const conditions = ['l.organisation_id = :organisationId'];
  if (state) conditions.push(`l.state = '${state}'`);
  if (after) conditions.push('l.id < :after');
  const where = `WHERE ${conditions.join(' AND ')} ORDER BY l.id DESC LIMIT ${PAGE + 1}`;
  const values = { organisationId: by.organisationId, after };
  const found = await (state ? readOfState(desk, state, where, values) : readRows(desk, where, values));
  const letters = found.slice(0, PAGE).map(listed);
  return { letters, next: found.length > PAGE ? letters.at(-1)?.id : undefined };
}

/** One letter of this organisation; undefined for another organisation's. */
export async function listedLetter(desk: Desk, by: By, id: number): Promise<ListedLetter | undefined> {
  const { organisationId } = by;
  const [row] = await readRows(desk, 'WHERE l.id = :id AND l.organisation_id = :organisationId', {
    id,
    organisationId,
  });
  return row && listed(row);
}

/** The letters due at a moment, in the order in which they would be sent. */
export const dueLetters = (desk: Desk, now: Date) =>
  select<{
    kind: LetterKind;
    recipient: string;
    reference: string | null;
    clock: string | null;
    step: string;
  }>(
    desk.database,
    `SELECT l.kind, l.recipient, r.reference, d.clock, COALESCE(l.step, '') AS step
     FROM letters l LEFT JOIN subject_requests r ON r.id = l.request_id LEFT JOIN deadlines d ON d.id = l.deadline_id
     WHERE l.state = 'queued' AND l.next_attempt_at <= :now AND (l.claimed_until IS NULL OR l.claimed_until < :now)
     ORDER BY l.next_attempt_at, l.id LIMIT 1000`,
    { now },
  );

/** Reads in the order in which they were written. */
const readRows = (desk: Desk, where: string, values: Values) =>
  selectList<ListedLetterRow>(desk.database, COLUMNS, namesOf(`letters l ${where}`), values);

/**
 * Few letters are in any state but sent: they are found by the index of states and then sorted. Sqlite needs a hint for
 * this, also in the opposite case, where without a mail server nearly all letters wait.
 */
function readOfState(
  { database }: Desk,
  state: LetterState,
  where: string,
  values: Values,
): Promise<ListedLetterRow[]> {
  const isTold = state !== 'sent' && database.getDialect() === 'sqlite';
  const letters = `letters l ${isTold ? 'INDEXED BY letters_state_next_attempt_at' : ''}`;
  return selectSlowly<ListedLetterRow>(
    database,
    `SELECT ${selected(COLUMNS)} ${namesOf(`${letters} ${where}`)}`,
    values,
  );
}

/** Selects the page first and joins the names then; otherwise names would be read for every letter to be sorted. */
const namesOf = (page: string) => `FROM (SELECT * FROM ${page}) l ${JOINS} ORDER BY l.id DESC`;

function listed({ recipient, ...row }: ListedLetterRow): ListedLetter {
  return {
    ...row,
    createdAt: momentFromColumn(row.createdAt),
    sentAt: momentFromColumn(row.sentAt),
    nextAttemptAt: momentFromColumn(row.nextAttemptAt),
    perhapsTakenAt: momentFromColumn(row.perhapsTakenAt),
    toPerson: recipient === 'person',
    toName: row.toName || row.toAddress,
  };
}
