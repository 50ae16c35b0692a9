import { createSecretKey } from 'node:crypto';
import type { Attributes } from 'sequelize';
import type { HolidayCalendar } from '../../domain/calendar/holidays.ts';
import type { Deadline } from '../../domain/deadlines/deadline.ts';
import type { PromisesInput } from '../../domain/deadlines/keptPromises.ts';
import { allowedActions, type Circumstances } from '../../domain/lifecycle/actions.ts';
import { type FactSheet, readFacts } from '../../domain/lifecycle/factSheet.ts';
import type {
  Action,
  AttachmentPurpose,
  FactName,
  LetterKind,
  LetterState,
} from '../../domain/lifecycle/vocabulary.ts';
import type { Role } from '../../domain/permissions.ts';
import type { OwnCategory } from '../../domain/policies/categories.ts';
import type { Policy, PolicyPack } from '../../domain/policies/policy.ts';
import type { PolicyRow } from '../../domain/policies/situation.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { attachmentText, nameOfFile, openAttachment } from '../attachment/store.ts';
import { Attachment } from '../attachment.ts';
import { type Key, unsealJson } from '../crypto/keyring.ts';
import type { By, Desk } from '../desk.ts';
import type { Event } from '../event.ts';
import type { Fact } from '../fact.ts';
import type { LetterData } from '../letter/queue.ts';
import type { Letter } from '../letter.ts';
import { categoriesOf } from '../organisation/categories.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { circumstancesIn } from './circumstances.ts';
import { type MessageNote, messageNotes } from './messageNotes.ts';
import { notedIn } from './noted.ts';
import { type Linked, rowsOfRequest, TEXTS } from './pageRows.ts';
import { countingOf, deadlineIn } from './recompute.ts';
import type { Related } from './related.ts';
import { type Details, keyOf } from './sealed.ts';

/** A fact as a reader sees it, with the words stored with it. */
export type FactNote = {
  id: number;
  name: FactName;
  about: string | null;
  pack: string | null;
  letterId: number | null;
  at: Date;
  actor: string;
  recordedAt: Date;
  detail: Record<string, unknown>;
};
/** A fact that was undone: by whom, when, and why. */
export type TakenBack = FactNote & { undone: { at: Date; by: string | null; reason: string } };
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
  requestId: number | null;
  kind: LetterKind;
  recipient: string;
  state: LetterState;
  channel: string;
  createdAt: Date;
  sentAt: Date | null;
  /** When the mail server had the whole letter but did not say whether it accepted it. */
  perhapsTakenAt: Date | null;
  /** Why it was not sent. */
  lastError: string | null;
  /** What the DPO wrote for it: `reason`, `doubt`, `question` ... */
  words: LetterData;
};

export type EventRow = Attributes<Event>;

/** Everything that the request page shows. */
export type RequestPage = {
  request: Attributes<SubjectRequest>;
  details: Details;
  /** The person's details that can be corrected. */
  noted: ReturnType<typeof notedIn>;
  policy: Policy;
  /** The calendar that counts its dates. */
  calendar: HolidayCalendar;
  counting: Omit<PromisesInput, 'facts'>;
  sheet: FactSheet;
  deadlines: Deadline[];
  /** The facts that hold. */
  facts: FactNote[];
  takenBack: TakenBack[];
  files: FileNote[];
  /** The person's messages since then, in order of arrival. */
  messages: MessageNote[];
  /** Notes among colleagues; the author is in the event `noted` of the same attachment. */
  notes: { id: number; at: Date; text: string }[];
  letters: LetterNote[];
  events: EventRow[];
  linked: Linked[];
  /** Other requests that may be the same person's. */
  related: Related[];
  colleagues: { id: number; name: string }[];
  /** Names of the users in the log, by actor (`user:5`). */
  actors: Record<string, string>;
  /** The organisation's policies, and the names of the kinds of data that may decide between them. */
  choice: { policies: PolicyRow[]; names: { own: OwnCategory[]; packs: PolicyPack[] } };
  /** What the life-cycle checks before it allows an action. */
  circumstances: Circumstances;
  actions: Action[];
};

/** A request of this organisation by its reference; throws `not-found`, also for another organisation's. */
export async function findRequest(by: By, reference: string): Promise<SubjectRequest> {
  const request = await SubjectRequest.findOne({ where: { organisationId: by.organisationId, reference } });
  if (!request) throw new RuleViolation('not-found');
  return request;
}

/** Reads everything about one request for a role. */
export async function readRequest(desk: Desk, by: By, reference: string, role: Role): Promise<RequestPage> {
  const found = await rowsOfRequest(desk, by, reference);
  const [request] = found?.requests ?? [];
  if (!found || !request) throw new RuleViolation('not-found');
  const { facts, deadlines: stored, attachments, texts, letters, events, linked, colleagues } = found;
  const [organisation = { categories: '[]' }] = found.organisations;
  const key = createSecretKey(keyOf(desk, request));
  const sheet = readFacts(request, facts);
  const counting = countingOf(desk, request);
  const circumstances = circumstancesIn(request, sheet, stored, counting);
  const notes = facts.filter(({ undoneAt }) => !undoneAt).map((fact) => noteOf(key, fact));
  const details = unsealJson<Details>(key, request.details);
  return {
    request,
    details,
    noted: notedIn(request, details),
    policy: counting.policy,
    calendar: counting.calendar,
    counting,
    sheet,
    deadlines: stored.map(deadlineIn),
    facts: notes,
    takenBack: facts.filter(({ undoneAt }) => undoneAt).map((fact) => takenBackOf(key, fact)),
    files: attachments.filter(({ purpose }) => !TEXTS.includes(purpose)).map((row) => fileNoteOf(key, row)),
    messages: messageNotes(notes, textsOf(key, texts, 'message-text'), request),
    notes: textsOf(key, texts, 'note-text'),
    letters: letters.map((letter) => letterNoteOf(request.id, key, letter)),
    events,
    linked,
    related: found.related,
    colleagues: colleagues.filter(({ canWork }) => canWork),
    actors: Object.fromEntries(colleagues.map(({ id, name }) => [`user:${id}`, name])),
    choice: {
      policies: found.policies.map((row) => ({ ...row, appliesTo: JSON.parse(row.appliesTo) })),
      names: { own: categoriesOf(organisation), packs: desk.packs },
    },
    circumstances,
    actions: allowedActions(circumstances, role),
  };
}

/** Opens a file of this organisation's request; throws `not-found`, and `destroyed` once it was destroyed. */
export async function readFile(desk: Desk, by: By, reference: string, attachmentId: number) {
  const request = await findRequest(by, reference);
  const row = await Attachment.findOne({ where: { id: attachmentId, requestId: request.id } });
  if (!row) throw new RuleViolation('not-found');
  const file = openAttachment(desk.database, keyOf(desk, request), row);
  if (!file) throw new RuleViolation('destroyed');
  return file;
}

function noteOf(key: Key, fact: Attributes<Fact>): FactNote {
  const { id, name, about, pack, letterId, at, actor, recordedAt } = fact;
  const detail = fact.detail ? unsealJson<Record<string, unknown>>(key, fact.detail) : {};
  return { id, name, about, pack, letterId, at, actor, recordedAt, detail };
}

function takenBackOf(key: Key, fact: Attributes<Fact>): TakenBack {
  const { undoneAt: at, undoneBy: by, undoneFor: why } = fact;
  const { reason } = why ? unsealJson<{ reason: string }>(key, why) : { reason: '' };
  return { ...noteOf(key, fact), undone: { at: at ?? fact.recordedAt, by, reason } };
}

/**
 * An acknowledgement of several requests is sealed under one request's key, so the others cannot show its words. It has
 * none of the DPO's.
 */
function letterNoteOf(
  of: number,
  key: Key,
  { data, ...letter }: Omit<Attributes<Letter>, 'text'>,
): LetterNote {
  const words = data && letter.requestId === of ? unsealJson<LetterData>(key, data) : {};
  return { ...letter, words };
}

type AttachmentRow = Omit<Attributes<Attachment>, 'content'>;

function fileNoteOf(key: Key, row: AttachmentRow): FileNote {
  const { id, purpose, size, createdAt, destroyedAt } = row;
  return {
    id,
    purpose,
    size,
    createdAt,
    destroyedAt,
    ...(nameOfFile(key, row) ?? { name: '', mediaType: '' }),
  };
}

const textsOf = (key: Key, rows: Attributes<Attachment>[], wanted: AttachmentPurpose) =>
  rows
    .filter(({ purpose }) => purpose === wanted)
    .map((row) => ({
      id: row.id,
      at: row.createdAt,
      text: attachmentText(key, row),
    }));
