import { createSecretKey } from 'node:crypto';
import type { Attributes } from 'sequelize';
import { allowedActions } from '../../domain/lifecycle/actions.ts';
import { readFacts } from '../../domain/lifecycle/factSheet.ts';
import type { AttachmentPurpose } from '../../domain/lifecycle/vocabulary.ts';
import type { Worksheet } from '../../domain/lifecycle/worksheet.ts';
import type { Role } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { attachmentText, nameOfFile, openAttachment } from '../attachment/store.ts';
import { Attachment } from '../attachment.ts';
import { type Key, unsealJson } from '../crypto/keyring.ts';
import type { By, Desk } from '../desk.ts';
import type { Fact } from '../fact.ts';
import type { LetterData } from '../letter/queue.ts';
import type { Letter } from '../letter.ts';
import { categoriesOf } from '../organisation/categories.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { orNamed, transmissionNote } from '../transmission/notes.ts';
import { circumstancesIn } from './circumstances.ts';
import { deadlineIn } from './deadlineRows.ts';
import { messageNotes } from './messageNotes.ts';
import { notedIn } from './noted.ts';
import { rowsOfRequest, TEXTS } from './pageRows.ts';
import { countingOf } from './recompute.ts';
import type { FactNote, FileNote, LetterNote, RequestPage, TakenBack } from './requestPage.ts';
import { type Details, keyOf } from './sealed.ts';

/** A request of this organisation by its reference; throws `not-found`, also for another organisation's. */
export async function findRequest(by: By, reference: string): Promise<SubjectRequest> {
  const where = { organisationId: by.organisationId, reference, kind: 'request' as const };
  const request = await SubjectRequest.findOne({ where });
  if (!request) throw new RuleViolation('not-found');
  return request;
}

/** Reads everything about one request for a role. */
export async function readRequest(desk: Desk, by: By, reference: string, role: Role): Promise<RequestPage> {
  const found = await rowsOfRequest(desk, by, reference);
  const [request] = found?.requests ?? [];
  if (!found || !request) throw new RuleViolation('not-found');
  const { facts, deadlines: stored, attachments, texts, letters, events, linked, colleagues } = found;
  const worded = new Set(found.worded.map(({ id }) => id));
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
    letters: letters.map((letter) => ({
      ...letterNoteOf(request.id, key, letter),
      isKept: worded.has(letter.id),
    })),
    events,
    answers: found.answers,
    transmissions: orNamed(
      found.transmissions.map((row) => transmissionNote(key, row, letters)),
      request,
      details,
    ),
    linked,
    worksheets: found.worksheets.map((row) => ({
      version: row.version,
      sheet: unsealJson<Worksheet>(key, row.content),
      savedBy: row.savedBy,
      savedAt: row.savedAt,
    })),
    related: found.related,
    tags: found.tags,
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
): Omit<LetterNote, 'isKept'> {
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
