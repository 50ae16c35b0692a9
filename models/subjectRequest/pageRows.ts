import type { AttachmentPurpose } from '../../domain/lifecycle/vocabulary.ts';
import type { PolicyRow } from '../../domain/policies/situation.ts';
import type { Tag } from '../../domain/tags.ts';
import { Attachment } from '../attachment.ts';
import { type OrderedSelection, selectTogether, tableOf } from '../database/selectTogether.ts';
import { quotedWords } from '../database/sqlWords.ts';
import { DeadlineRow } from '../deadline.ts';
import type { By, Desk } from '../desk.ts';
import { Event } from '../event.ts';
import { Fact } from '../fact.ts';
import { Letter } from '../letter.ts';
import { CAN_WORK } from '../membership.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { Transmission } from '../transmission.ts';
import { WorksheetRow } from '../worksheet.ts';
import { RELATED } from './related.ts';

/** Texts stored as files, because they are sealed and destroyed with them. */
export const TEXTS: AttachmentPurpose[] = ['message-text', 'note-text'];

/** Another request made with it. */
export type Linked = Pick<SubjectRequest, 'reference' | 'right' | 'status'> & { identityConfirmed: boolean };

/** A request of an organisation with its related rows; undefined if it is another organisation's. */
export function rowsOfRequest({ database }: Desk, { organisationId }: By, reference: string) {
  allOf ??= everything();
  return allOf(database, { organisationId, reference });
}

/** A request and its related rows, as one statement. Former colleagues are named, but cannot be assigned. */
const everything = () =>
  selectTogether(
    `subject_requests of WHERE of.organisation_id = :organisationId AND of.reference = :reference AND of.kind = 'request'`,
    {
      requests: tableOf(SubjectRequest, 'WHERE id = of.id', 'id'),
      facts: tableOf(Fact, 'WHERE request_id = of.id', 'at, id'),
      deadlines: tableOf(DeadlineRow, 'WHERE request_id = of.id', 'former, id'),
      attachments: tableOf(Attachment, 'WHERE request_id = of.id', 'id', ['content']),
      texts: tableOf(Attachment, `WHERE request_id = of.id AND purpose IN (${quotedWords(TEXTS)})`, 'id'),
      letters: tableOf(Letter, `WHERE ${LETTERS}`, 'id', ['text']),
      worded: WORDED,
      events: tableOf(Event, 'WHERE request_id = of.id', 'sequence'),
      answers: ANSWERS,
      transmissions: tableOf(Transmission, 'WHERE request_id = of.id', 'id', ['content']),
      linked: LINKED,
      worksheets: tableOf(WorksheetRow, 'WHERE request_id = of.id', 'version'),
      related: RELATED,
      tags: OWN_TAGS,
      colleagues: COLLEAGUES,
      organisations: CATEGORIES,
      policies: POLICIES,
    },
  );
/** Its letters, and the acknowledgement of all requests made together. */
const LETTERS = `(request_id = of.id OR (kind = 'receipt' AND request_id IN
  (SELECT s.id FROM subject_requests s WHERE s.submission_id = of.submission_id)))`;

/** Those whose words are kept as they were sent. */
const WORDED: OrderedSelection<{ id: number }> = {
  columns: { id: { expression: 'id' } },
  from: `letters WHERE text IS NOT NULL AND ${LETTERS}`,
  order: 'id',
};

/** Built at the first page, when the models are defined. */
let allOf: ReturnType<typeof everything> | undefined;

const LINKED: OrderedSelection<Linked> = {
  columns: {
    reference: { expression: 'reference' },
    right: { expression: '"right"' },
    status: { expression: 'status' },
    identityConfirmed: { expression: 'identity_confirmed_at IS NOT NULL', kind: 'flag' },
  },
  from: 'subject_requests WHERE submission_id = of.submission_id AND id <> of.id',
  order: 'id',
};

/** How long each of its answers can be fetched by its link. */
const ANSWERS: OrderedSelection<{ id: number; expiresAt: Date; createdAt: Date }> = {
  columns: {
    id: { expression: 'id' },
    expiresAt: { expression: 'expires_at', kind: 'moment' },
    createdAt: { expression: 'created_at', kind: 'moment' },
  },
  from: 'answer_packages WHERE request_id = of.id',
  order: 'id',
};

const CATEGORIES: OrderedSelection<{ categories: string }> = {
  columns: { categories: { expression: 'categories' } },
  from: 'organisations WHERE id = of.organisation_id',
  order: 'id',
};

const POLICIES: OrderedSelection<{ policy: string; role: PolicyRow['role']; appliesTo: string }> = {
  columns: {
    policy: { expression: 'policy' },
    role: { expression: 'role' },
    appliesTo: { expression: 'applies_to' },
  },
  from: 'organisation_policies WHERE organisation_id = of.organisation_id',
  order: '"order", id',
};

const OWN_TAGS: OrderedSelection<Tag & { isOn: boolean }> = {
  columns: {
    id: { expression: 't.id' },
    name: { expression: 't.name' },
    isOn: {
      expression: 'EXISTS (SELECT 1 FROM request_tags g WHERE g.request_id = of.id AND g.tag_id = t.id)',
      kind: 'flag',
    },
  },
  from: 'tags t WHERE t.organisation_id = of.organisation_id',
  order: 't.name_key',
};

const COLLEAGUES: OrderedSelection<{ id: number; name: string; canWork: boolean }> = {
  columns: {
    id: { expression: 'u.id' },
    name: { expression: "COALESCE(NULLIF(u.name, ''), u.email)" },
    canWork: {
      expression: CAN_WORK('u'),
      kind: 'flag',
    },
  },
  from: 'memberships m JOIN users u ON u.id = m.user_id WHERE m.organisation_id = of.organisation_id',
  order: 'u.id',
};
