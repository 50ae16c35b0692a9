import type { Standing } from '../../domain/reports/end.ts';
import type { Report } from '../../models/report/report.ts';
import { longDate } from '../dates.ts';
import { type NamedFigures, namedFigures } from './ends.ts';
import { periodWords } from './numbers.ts';
import { summaryOf } from './summary.ts';
import type { FigureTable, FigureTableName, ReportWording } from './table.ts';
import { tableIn } from './tables.ts';

type PrintedTable = Pick<FigureTable, 'caption'> & {
  columns: { text: string; numeric: boolean }[];
  rows: string[][];
  /** Whether the last row is the sum. */
  sum: boolean;
  none: string;
  /** A bar for each row but the sum, of parts with their numbers, and the number of the longest. */
  bars?: [Standing, number][][];
  barsTitle?: string;
  most?: number;
  key?: string;
};

/** A report as a sheet of paper has it: `views/paper/report.typ`. */
export type PrintedReport = {
  title: string;
  from: string;
  language: string;
  footer: string;
  lead: string[];
  tables: PrintedTable[];
  notes: string[];
};

const PRINTED: readonly FigureTableName[] = [
  'months',
  'corrections',
  'right',
  'refusals',
  'waits',
  'unanswered',
  'tasks',
  'organisations',
  'published',
];
const BARS: readonly Standing[] = ['first', 'paused', 'extended', 'late'];
/** A long table is for the screen. */
const MOST_ROWS = 15;

/** The words of a report for the management, which names nobody who asked. `closed` says which of its months still change. */
export function printedReport(
  report: Report,
  worded: ReportWording & { organisation: string; now: Date; closed: string },
): PrintedReport {
  const { t, language, zone, organisation, now, closed } = worded;
  const period = periodWords(report.period, worded);
  const summary = summaryOf(report, worded);
  return {
    title: t('reports:print.title', { period }),
    from: organisation,
    language,
    footer: t('reports:print.footer', { organisation, day: longDate(now, language, zone) }),
    lead: [
      closed,
      ...summary.map(({ name, figure, note }) => t('reports:print.line', { name, figure, note })),
    ],
    tables: PRINTED.map((name) => ({ name, table: tableIn(name, report, worded) }))
      .filter(({ name, table }) => table.rows.length > 0 || name === 'refusals')
      .map(({ name, table }) => ({
        ...printed(table, worded),
        ...(name === 'months' && barsOf(namedFigures(report, 'month', worded), worded)),
      })),
    notes: [t('reports:nearestRank'), t('reports:correctionsLead')],
  };
}

function printed({ caption, columns, rows, sum }: FigureTable, { t }: ReportWording): PrintedTable {
  const shown = rows.length > MOST_ROWS && !sum ? rows.slice(0, MOST_ROWS) : rows;
  return {
    caption: shown.length < rows.length ? t('reports:print.first', { caption, count: MOST_ROWS }) : caption,
    columns: columns.map(({ text, numeric = false }) => ({ text, numeric })),
    rows: [...shown, ...(sum ? [sum] : [])].map((row) => row.map(({ text }) => text)),
    sum: sum !== undefined,
    none: t('reports:none.refusals'),
  };
}

function barsOf(months: readonly NamedFigures[], { t }: ReportWording) {
  const bars = months.map(({ figures }) =>
    BARS.map((standing): [Standing, number] => [standing, figures.of[standing]]),
  );
  const lengths = bars.map((parts) => parts.reduce((sum, [, n]) => sum + n, 0));
  return {
    bars,
    barsTitle: t('reports:print.bars'),
    most: Math.max(1, ...lengths),
    key: t('reports:print.key'),
  };
}
