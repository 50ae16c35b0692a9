import type { MonthSpan } from '../../domain/reports/month.ts';
import type { CountedRequest } from '../../models/report/list.ts';
import type { ReturnedLetter } from '../../models/report/returned.ts';
import type { DueTask } from '../../models/report/tasks.ts';
import { shortDate } from '../dates.ts';
import type { Wording } from '../i18n.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { reportPath } from './addresses.ts';
import { countWords, NOTHING, periodWords } from './numbers.ts';
import type { FigureTable } from './table.ts';

/** The list behind a figure. View: `reports/behind`. */
type BehindPage = {
  frame: Frame;
  back: { href: string; text: string };
  lead: string;
  table: FigureTable;
  pagination: { next?: string; first?: string };
};

type Behind = {
  period: MonthSpan;
  title: string;
  /** What it was narrowed to. */
  narrowed?: readonly string[];
  table: FigureTable;
  next?: string;
  first?: string;
};

/** A list in its frame, with the way back to the report of its period. */
export function behindPage(
  base: FrameBase,
  { period, title, narrowed = [], table, next, first }: Behind,
): BehindPage {
  return {
    frame: { ...base, title },
    back: { href: reportPath('', period), text: base.t('reports:back') },
    lead: [periodWords(period, base), ...narrowed].join('; '),
    table,
    pagination: { next, first },
  };
}

const columns = ({ t }: Wording, names: readonly string[]): FigureTable['columns'] =>
  names.map((name) => ({
    text: t(`reports:column.${name}`),
    numeric: /^(days|daysLate|pausedDays)$/.test(name),
    unbroken: /^(reference|received|endedOn|due|taskAnswered|learned)$/.test(name),
  }));

/** The requests that a figure counts, as they were counted. */
export function countedTable(rows: readonly CountedRequest[], wording: Wording): FigureTable {
  const { t, language } = wording;
  return {
    caption: t('reports:list.requests'),
    columns: columns(wording, [
      'reference',
      'right',
      'received',
      'endedOn',
      'days',
      'pausedDays',
      'standing',
      'daysLate',
      'counted',
    ]),
    rows: rows.map((row) => [
      { text: row.reference, href: `/requests/${row.reference}` },
      { text: t(`requests:right.${row.right}`) },
      { text: shortDate(row.receivedOn, language) },
      { text: shortDate(row.endedOn, language) },
      { text: String(row.days) },
      { text: countWords(row.pausedDays, language) },
      { text: t(`reports:standing.${row.standing}`) },
      { text: countWords(row.daysLate ?? 0, language) },
      { text: t(`reports:counted.${countedAs(row)}`) },
    ]),
  };
}

const countedAs = ({ atClose, stands }: CountedRequest): 'stands' | 'corrected' | 'since' =>
  atClose ? (stands ? 'stands' : 'corrected') : 'since';

/** The tasks of an owner. */
export function tasksDueTable(rows: readonly DueTask[], wording: Wording & { zone: string }): FigureTable {
  const { t, language, zone } = wording;
  return {
    caption: t('reports:list.tasks'),
    columns: columns(wording, ['reference', 'system', 'owner', 'due', 'taskAnswered']),
    rows: rows.map(({ reference, system, owner, dueOn, answeredAt }) => [
      { text: reference, href: `/requests/${reference}/tasks` },
      { text: system },
      { text: owner },
      { text: shortDate(dueOn, language) },
      { text: answeredAt ? shortDate(answeredAt, language, zone) : NOTHING },
    ]),
  };
}

/** The letters that came back. */
export function returnedTable(
  rows: readonly ReturnedLetter[],
  wording: Wording & { zone: string },
): FigureTable {
  const { t, language, zone } = wording;
  return {
    caption: t('reports:list.letters'),
    columns: columns(wording, ['reference', 'letter', 'learned']),
    rows: rows.map(({ reference, kind, at, letterId }) => [
      { text: reference, href: `/requests/${reference}` },
      { text: t(`events:letterKind.${kind}`), href: `/requests/${reference}/letters/${letterId}` },
      { text: shortDate(at, language, zone) },
    ]),
  };
}
