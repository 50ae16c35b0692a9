import { createSecretKey } from 'node:crypto';
import type { Attributes } from 'sequelize';
import type { HolidayCalendar } from '../../domain/calendar/holidays.ts';
import type { Deadline } from '../../domain/deadlines/deadline.ts';
import { allowedActions } from '../../domain/lifecycle/actions.ts';
import { type FactSheet, readFacts } from '../../domain/lifecycle/factSheet.ts';
import type {
  Action,
  AttachmentPurpose,
  FactName,
  LetterKind,
  LetterState,
} from '../../domain/lifecycle/vocabulary.ts';
import type { Role } from '../../domain/permissions.ts';
import type { Policy } from '../../domain/policies/policy.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { openAttachment } from '../attachment/store.ts';
import { Attachment } from '../attachment.ts';
import { DeadlineRow } from '../deadline.ts';
import type { By, Desk } from '../desk.ts';
import { Event } from '../event.ts';
import { Fact } from '../fact.ts';
import { type Key, unsealJson } from '../keyring.ts';
import type { LetterData } from '../letter/queue.ts';
import { Letter } from '../letter.ts';
import { quoted } from '../quoted.ts';
import { type List, tableOf, together } from '../rows.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { circumstancesIn } from './change.ts';
import { calendarOf, deadlineIn, policyOf } from './recompute.ts';
import { type Details, keyOf } from './sealed.ts';

/** A fact as a reader sees it, with the words that were kept with it. */
export type FactNote = {
  id: number;
  name: FactName;
  about: string | null;
  at: Date;
  actor: string;
  detail: Record<string, unknown>;
};
export type FileNote = {
  id: number;
  purpose: string;
  name: string;
  mediaType: string;
  size: number;
  createdAt: Date;
  destroyedAt: Date | null;
};
export type LetterNote = {
  id: number;
  kind: LetterKind;
  recipient: string;
  state: LetterState;
  channel: string;
  createdAt: Date;
  sentAt: Date | null;
  /** What the DPO wrote for it: `reason`, `doubt`, `question` ... */
  words: LetterData;
};

export type EventRow = Attributes<Event>;
/** Another request of the same asking. */
export type Linked = Pick<SubjectRequest, 'reference' | 'right' | 'status'>;

/** Everything that the request page shows. */
export type RequestPage = {
  request: Attributes<SubjectRequest>;
  details: Details;
  policy: Policy;
  /** What its dates are counted by. */
  calendar: HolidayCalendar;
  sheet: FactSheet;
  deadlines: Deadline[];
  facts: FactNote[];
  files: FileNote[];
  messages: { id: number; at: Date; text: string }[];
  /** What colleagues noted among themselves; who did is in the event `noted` of the same attachment. */
  notes: { id: number; at: Date; text: string }[];
  letters: LetterNote[];
  events: EventRow[];
  linked: Linked[];
  colleagues: { id: number; name: string }[];
  /** Names of those who acted, by actor (`user:5`). */
  actors: Record<string, string>;
  actions: Action[];
};

/** Words that are kept as files, because they are sealed and destroyed with them. */
const TEXTS: AttachmentPurpose[] = ['message-text', 'note-text'];

/** The request of this organisation by its reference; throws `not-found`, also for another organisation's. */
export async function findRequest(by: By, reference: string): Promise<SubjectRequest> {
  const request = await SubjectRequest.findOne({ where: { organisationId: by.organisationId, reference } });
  if (!request) throw new RuleViolation('not-found');
  return request;
}

/** Reads everything about one request for a role. */
export async function readRequest(desk: Desk, by: By, reference: string, role: Role): Promise<RequestPage> {
  allOf ??= everything();
  const found = await allOf(desk.database, { organisationId: by.organisationId, reference });
  const [request] = found?.requests ?? [];
  if (!found || !request) throw new RuleViolation('not-found');
  const { facts, deadlines: stored, attachments, texts, letters, events, linked, colleagues } = found;
  const key = createSecretKey(keyOf(desk, request));
  const sheet = readFacts(request, facts);
  return {
    request,
    details: unsealJson<Details>(key, request.details),
    policy: policyOf(desk, request),
    calendar: calendarOf(request),
    sheet,
    deadlines: stored.map(deadlineIn),
    facts: facts.map((fact) => noteOf(key, fact)),
    files: attachments.filter(({ purpose }) => !TEXTS.includes(purpose)).map((row) => fileNoteOf(key, row)),
    messages: textsOf(key, texts, 'message-text'),
    notes: textsOf(key, texts, 'note-text'),
    letters: letters.map((letter) => letterNoteOf(key, letter)),
    events,
    linked,
    colleagues: colleagues.filter(({ canWork }) => canWork),
    actors: Object.fromEntries(colleagues.map(({ id, name }) => [`user:${id}`, name])),
    actions: allowedActions(circumstancesIn(request.status, sheet, stored), role),
  };
}

/** A request and what hangs on it, as one statement. Who has gone stays named, but is asked no more. */
const everything = () =>
  together('subject_requests of WHERE of.organisation_id = :organisationId AND of.reference = :reference', {
    requests: tableOf(SubjectRequest, 'WHERE id = of.id', 'id'),
    facts: tableOf(Fact, 'WHERE request_id = of.id AND undone_at IS NULL', 'at, id'),
    deadlines: tableOf(DeadlineRow, 'WHERE request_id = of.id', 'id'),
    attachments: tableOf(Attachment, 'WHERE request_id = of.id', 'id', ['content']),
    texts: tableOf(Attachment, `WHERE request_id = of.id AND purpose IN (${quoted(TEXTS)})`, 'id'),
    letters: tableOf(Letter, 'WHERE request_id = of.id', 'id', ['text']),
    events: tableOf(Event, 'WHERE request_id = of.id', 'sequence'),
    linked: LINKED,
    colleagues: COLLEAGUES,
  });
/** Made at the first page, when the models are defined. */
let allOf: ReturnType<typeof everything> | undefined;

const LINKED: List<Linked> = {
  columns: {
    reference: { expression: 'reference' },
    right: { expression: '"right"' },
    status: { expression: 'status' },
  },
  from: 'subject_requests WHERE submission_id = of.submission_id AND id <> of.id',
  order: 'id',
};

const COLLEAGUES: List<{ id: number; name: string; canWork: boolean }> = {
  columns: {
    id: { expression: 'u.id' },
    name: { expression: "COALESCE(NULLIF(u.name, ''), u.email)" },
    canWork: { expression: "u.disabled_at IS NULL AND m.role <> 'administrator'", kind: 'flag' },
  },
  from: 'memberships m JOIN users u ON u.id = m.user_id WHERE m.organisation_id = of.organisation_id',
  order: 'u.id',
};

/** A file of this organisation's request, opened; throws `not-found`, and `destroyed` once it was destroyed. */
export async function readFile(desk: Desk, by: By, reference: string, attachmentId: number) {
  const request = await findRequest(by, reference);
  const row = await Attachment.findOne({ where: { id: attachmentId, requestId: request.id } });
  if (!row) throw new RuleViolation('not-found');
  const file = openAttachment(keyOf(desk, request), row);
  if (!file) throw new RuleViolation('destroyed');
  return file;
}

function noteOf(key: Key, fact: Attributes<Fact>): FactNote {
  const { id, name, about, at, actor } = fact;
  const detail = fact.detail ? unsealJson<Record<string, unknown>>(key, fact.detail) : {};
  return { id, name, about, at, actor, detail };
}

function letterNoteOf(key: Key, letter: Omit<Attributes<Letter>, 'text'>): LetterNote {
  const { id, kind, recipient, state, channel, createdAt, sentAt, data } = letter;
  const words = data ? unsealJson<LetterData>(key, data) : {};
  return { id, kind, recipient, state, channel, createdAt, sentAt, words };
}

type FileRow = Omit<Attributes<Attachment>, 'content'>;

const nameOf = (key: Key, row: FileRow) =>
  row.data ? unsealJson<{ name: string; mediaType: string }>(key, row.data) : { name: '', mediaType: '' };

function fileNoteOf(key: Key, row: FileRow): FileNote {
  const { id, purpose, size, createdAt, destroyedAt } = row;
  return { id, purpose, size, createdAt, destroyedAt, ...nameOf(key, row) };
}

const textsOf = (key: Key, rows: Attributes<Attachment>[], wanted: AttachmentPurpose) =>
  rows
    .filter(({ purpose }) => purpose === wanted)
    .map((row) => ({
      id: row.id,
      at: row.createdAt,
      text: openAttachment(key, row)?.content.toString() ?? '',
    }));
