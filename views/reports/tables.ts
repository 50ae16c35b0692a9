import type { Report } from '../../models/report/report.ts';
import {
  lettersTable,
  oldestTable,
  refusalsTable,
  tasksTable,
  unansweredTable,
  waitsTable,
} from './beside.ts';
import { daysTable, monthsTable } from './ends.ts';
import { publishedTable } from './published.ts';
import { correctionsTable, organisationsTable } from './several.ts';
import { FIGURE_TABLES, type FigureTable, type FigureTableName, type ReportWording } from './table.ts';

const MADE: Record<FigureTableName, (report: Report, worded: ReportWording) => FigureTable> = {
  months: monthsTable,
  right: (report, worded) => daysTable(report, 'right', worded),
  policy: (report, worded) => daysTable(report, 'policy', worded),
  channel: (report, worded) => daysTable(report, 'channel', worded),
  month: (report, worded) => daysTable(report, 'month', worded),
  refusals: refusalsTable,
  waits: waitsTable,
  unanswered: unansweredTable,
  letters: lettersTable,
  tasks: tasksTable,
  organisations: organisationsTable,
  corrections: correctionsTable,
  oldest: oldestTable,
  published: publishedTable,
};

/** One table of a report. */
export const tableIn = (name: FigureTableName, report: Report, worded: ReportWording): FigureTable =>
  MADE[name](report, worded);

/** All of them. */
export const tablesIn = (report: Report, worded: ReportWording): Record<FigureTableName, FigureTable> =>
  Object.fromEntries(FIGURE_TABLES.map((name) => [name, tableIn(name, report, worded)])) as Record<
    FigureTableName,
    FigureTable
  >;
