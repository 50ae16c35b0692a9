import { localDate } from '../../domain/calendar/zone.ts';
import { daysLateOf, type Lateness } from '../../domain/deadlines/lateness.ts';
import type { PolicyPack } from '../../domain/policies/policy.ts';
import type { Tag } from '../../domain/tags.ts';
import type { Listed } from '../../models/subjectRequest/listing.ts';
import type { RegisterRow } from '../../models/subjectRequest/register.ts';
import { timeOfDay } from '../dates.ts';
import type { Language, T } from '../i18n.ts';
import { firstAnswer, latenessIn, latenessWords } from './past.ts';
import { REGISTER_COLUMNS, registerCells } from './registerCells.ts';
import { type Days, queueRowOf } from './row.ts';
import { tagNames } from './words.ts';

const COLUMNS = [
  'reference',
  'person',
  'email',
  'right',
  'channel',
  'received',
  'clock',
  'due',
  'left',
  'overdue',
  'status',
  'outcome',
  'assignee',
  'zone',
  'answered',
  'firstAnswered',
  'closed',
  'replyDue',
  'daysLate',
  'lateness',
  'extension',
  'extended',
  'identified',
  'identityMethod',
  'policy',
  'residence',
  'category',
  'customer',
  'client',
  'restDue',
  'restSent',
  'tags',
  ...REGISTER_COLUMNS,
] as const;
type ExportColumn = (typeof COLUMNS)[number];

/** The headings of the export, in the reader's language. */
export const exportColumns = (t: T): { key: ExportColumn; header: string }[] =>
  COLUMNS.map((key) => ({ key, header: t(`queue:csvColumn.${key}`) }));

type ExportContext = {
  t: T;
  language: Language;
  now: Date;
  days: Days;
  tags: readonly Tag[];
  packs: readonly PolicyPack[];
};

/**
 * A request as a row for a spreadsheet: days and moments in a sortable form, the rest in words. The due date and lateness
 * of an ended request stay: an answer that was 38 days late never reads as "no".
 */
export function exportRow(listed: RegisterRow, reader: ExportContext): Record<ExportColumn, string> {
  const { t, language, now, days } = reader;
  const row = queueRowOf(listed, { t, language }, now, days);
  const { nextDueOn, nextLateAt, zone } = listed;
  const was = latenessIn(listed.late);
  return {
    reference: row.reference,
    person: listed.personName,
    email: listed.personEmail ?? '',
    right: row.right,
    channel: row.channel,
    received: listed.receivedOn,
    clock: row.clock,
    due: nextDueOn ?? momentOf(nextLateAt, zone) ?? replyDueOf(listed),
    left: nextLateAt || listed.status === 'closed' || was ? row.left : '',
    overdue: t(`queue:${row.urgency === 'late' ? 'yes' : was ? 'was' : 'no'}`),
    status: row.status,
    outcome: listed.outcome ? t(`requests:outcome.${listed.outcome}`) : '',
    assignee: row.assignee,
    zone,
    client: listed.clientName ?? '',
    tags: tagNames(listed, reader.tags).join(', '),
    ...recordCells(listed, reader, was),
    ...registerCells(listed, reader),
  };
}

/** The permanent record of the request, in its own columns. */
function recordCells(listed: Listed, { t, language, now, days }: ExportContext, was: Lateness | undefined) {
  const { zone, answeredAt, extension, extendedAt, identityConfirmedAt, identityMethod } = listed;
  const on = (at: Date | null | undefined) => (at ? localDate(at, zone) : '');
  return {
    answered: on(answeredAt),
    firstAnswered: on(firstAnswer(listed)),
    closed: on(listed.closedAt),
    replyDue: replyDueOf(listed),
    daysLate: String(daysLateOf(listed, now, days(zone).today) ?? ''),
    lateness: was ? latenessWords(was, { t, language }) : '',
    extension: extension ? t(`queue:csvExtension.${extension}`) : '',
    extended: on(extendedAt),
    identified: on(identityConfirmedAt),
    identityMethod: identityMethod ? t(`events:method.${identityMethod}`) : '',
    policy: listed.policyId ? `${listed.policyId}@${listed.policyVersion}` : '',
    residence: listed.residence ?? '',
    category: listed.category ?? '',
    customer: listed.customer ?? '',
    restDue: listed.restDueOn ?? '',
    restSent: on(listed.restSentAt),
  };
}

const replyDueOf = ({ replyDueOn, replyTargetAt, zone }: Listed): string =>
  replyDueOn ?? momentOf(replyTargetAt, zone) ?? '';

const momentOf = (at: Date | null | undefined, zone: string): string | undefined =>
  at ? `${localDate(at, zone)} ${timeOfDay(at, 'en', zone)}` : undefined;
