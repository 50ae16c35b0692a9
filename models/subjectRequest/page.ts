import type { HolidayCalendar } from '../../domain/calendar/holidays.ts';
import type { Deadline } from '../../domain/deadlines/deadline.ts';
import type { FactSheet } from '../../domain/lifecycle/factSheet.ts';
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
import { unsealJson } from '../keyring.ts';
import type { LetterData } from '../letter/queue.ts';
import { Letter } from '../letter.ts';
import { Membership } from '../membership.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { User } from '../user.ts';
import { actionsFor } from './change.ts';
import { calendarOf, deadlineOf, factSheetOf, policyOf } from './recompute.ts';
import { type Details, detailsOf, keyOf } from './sealed.ts';

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

/** Everything that the request page shows. */
export type RequestPage = {
  request: SubjectRequest;
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
  events: Event[];
  linked: SubjectRequest[];
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
  const request = await findRequest(by, reference);
  const where = { requestId: request.id };
  const key = keyOf(desk, request);
  const colleagues = await colleaguesOf(by.organisationId);
  const attachments = await Attachment.findAll({
    where,
    order: ['id'],
    attributes: { exclude: ['content'] },
  });
  const texts = await Attachment.findAll({ where: { ...where, purpose: TEXTS }, order: ['id'] });
  return {
    request,
    details: detailsOf(desk, request),
    policy: policyOf(desk, request),
    calendar: calendarOf(request),
    sheet: await factSheetOf(request),
    deadlines: (await DeadlineRow.findAll({ where, order: ['id'] })).map(deadlineOf),
    facts: (await Fact.findAll({ where: { ...where, undoneAt: null }, order: ['at', 'id'] })).map((fact) =>
      noteOf(key, fact),
    ),
    files: attachments.filter(({ purpose }) => !TEXTS.includes(purpose)).map((row) => fileNoteOf(key, row)),
    messages: textsOf(key, texts, 'message-text'),
    notes: textsOf(key, texts, 'note-text'),
    letters: (await Letter.findAll({ where, order: ['id'], attributes: { exclude: ['text'] } })).map(
      (letter) => letterNoteOf(key, letter),
    ),
    events: await Event.findAll({ where, order: ['sequence'] }),
    linked: (
      await SubjectRequest.findAll({ where: { submissionId: request.submissionId }, order: ['id'] })
    ).filter(({ id }) => id !== request.id),
    colleagues: colleagues.filter(({ canWork }) => canWork),
    actors: Object.fromEntries(colleagues.map(({ id, name }) => [`user:${id}`, name])),
    actions: await actionsFor(request, role),
  };
}

/** A file of this organisation's request, opened; throws `not-found`, and `destroyed` once it was destroyed. */
export async function readFile(desk: Desk, by: By, reference: string, attachmentId: number) {
  const request = await findRequest(by, reference);
  const row = await Attachment.findOne({ where: { id: attachmentId, requestId: request.id } });
  if (!row) throw new RuleViolation('not-found');
  const file = openAttachment(keyOf(desk, request), row);
  if (!file) throw new RuleViolation('destroyed');
  return file;
}

async function colleaguesOf(organisationId: number) {
  const members = await Membership.findAll({ where: { organisationId }, order: ['userId'] });
  const users = await User.findAll({ where: { id: members.map(({ userId }) => userId) }, order: ['id'] });
  return users.map((user) => ({
    id: user.id,
    name: user.name || user.email,
    canWork: !user.disabledAt && members.find(({ userId }) => userId === user.id)?.role !== 'administrator',
  }));
}

function noteOf(key: Buffer, fact: Fact): FactNote {
  const { id, name, about, at, actor } = fact;
  const detail = fact.detail ? unsealJson<Record<string, unknown>>(key, fact.detail) : {};
  return { id, name, about, at, actor, detail };
}

function letterNoteOf(key: Buffer, letter: Letter): LetterNote {
  const { id, kind, recipient, state, channel, createdAt, sentAt, data } = letter;
  const words = data ? unsealJson<LetterData>(key, data) : {};
  return { id, kind, recipient, state, channel, createdAt, sentAt, words };
}

const nameOf = (key: Buffer, row: Attachment) =>
  row.data ? unsealJson<{ name: string; mediaType: string }>(key, row.data) : { name: '', mediaType: '' };

function fileNoteOf(key: Buffer, row: Attachment): FileNote {
  const { id, purpose, size, createdAt, destroyedAt } = row;
  return { id, purpose, size, createdAt, destroyedAt, ...nameOf(key, row) };
}

const textsOf = (key: Buffer, rows: Attachment[], wanted: AttachmentPurpose) =>
  rows
    .filter(({ purpose }) => purpose === wanted)
    .map((row) => ({
      id: row.id,
      at: row.createdAt,
      text: openAttachment(key, row)?.content.toString() ?? '',
    }));
