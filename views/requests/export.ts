import { localDate } from '../../domain/calendar/zone.ts';
import type { Listed } from '../../models/subjectRequest/listing.ts';
import { timeOfDay } from '../dates.ts';
import type { Language, T } from '../i18n.ts';
import { type Days, rowOf } from './row.ts';

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
] as const;
type Column = (typeof COLUMNS)[number];

/** The heads of the export, in the reader's language. */
export const exportColumns = (t: T): { key: Column; header: string }[] =>
  COLUMNS.map((key) => ({ key, header: t(`queue:csvColumn.${key}`) }));

type Reader = { t: T; language: Language; now: Date; days: Days };

/** A request as a row for a spreadsheet: days and moments so that they sort, the rest in words. */
export function exportRow(listed: Listed, { t, language, now, days }: Reader): Record<Column, string> {
  const row = rowOf(listed, { t, language }, now, days);
  const { nextDueOn, nextLateAt, zone } = listed;
  const moment = nextLateAt && `${localDate(nextLateAt, zone)} ${timeOfDay(nextLateAt, 'en', zone)}`;
  return {
    reference: row.reference,
    person: row.person,
    email: listed.personEmail ?? '',
    right: row.right,
    channel: t(`requests:channel.${listed.channel}`),
    received: listed.receivedOn,
    clock: row.clock,
    due: nextDueOn ?? moment ?? '',
    left: nextLateAt ? row.left : '',
    overdue: t(row.urgency === 'late' ? 'queue:yes' : 'queue:no'),
    status: row.status,
    outcome: listed.outcome ? t(`requests:outcome.${listed.outcome}`) : '',
    assignee: row.assignee,
    zone,
  };
}
