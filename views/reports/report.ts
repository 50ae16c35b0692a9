import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import type { PolicyPack } from '../../domain/policies/policy.ts';
import { addMonths, isClosed, type Month, type MonthSpan, monthsIn } from '../../domain/reports/month.ts';
import type { Report } from '../../models/report/report.ts';
import type { Wording } from '../i18n.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { capital } from '../requests/words.ts';
import type { SelectOption } from '../settings/options.ts';
import { reportPath } from './addresses.ts';
import { type BarChart, barChart } from './barChart.ts';
import { type DaysChart, daysChart } from './daysChart.ts';
import { namedFigures } from './ends.ts';
import { monthName, monthWords, periodWords } from './numbers.ts';
import { type SummaryFigure, summaryOf } from './summary.ts';
import type { FigureTable, FigureTableName } from './table.ts';
import { tablesIn } from './tables.ts';

type ShownTable = FigureTable & { csv: string };
type ReportPage = {
  frame: Frame;
  /** How many of its months are closed, and when the present one will be. */
  closed: string;
  periods: { href: string; text: string; current: boolean }[];
  chooser: { name: 'from' | 'to'; label: string; options: SelectOption[]; value: string }[];
  files: { href: string; text: string }[];
  summary: SummaryFigure[];
  /** What is open now: it belongs to no period. */
  open: { text: string; href: string; count: number }[];
  tables: Record<FigureTableName, ShownTable>;
  months: { chart: BarChart; label: string };
  days: { chart: DaysChart; label: string };
};

export type ReportGiven = {
  report: Report;
  packs: readonly PolicyPack[];
  zone: string;
  now: Date;
  today: CalendarDate;
  month: Month;
  /** The month of the first request, from which on a period can be chosen. */
  first: Month;
};

/** The figures of a period. View: `reports/report`. */
export function reportPage(base: FrameBase, given: ReportGiven): ReportPage {
  const { t } = base;
  const { report } = given;
  const { period, now } = report;
  const worded = { ...base, packs: given.packs, zone: given.zone };
  const made = tablesIn(report, worded);
  const months = namedFigures(report, 'month', worded);
  const most = months.reduce((a, b) => (b.figures.answered > a.figures.answered ? b : a));
  const tables = Object.entries(made).map(([name, table]) => {
    return [name, { ...table, csv: reportPath('/table.csv', period, { table: name }) }];
  });
  return {
    frame: { ...base, title: capital(periodWords(period, base)) },
    closed: closedWords(period, given, base),
    periods: periodsFor(given, base),
    chooser: (['from', 'to'] as const).map((name) => ({
      name,
      label: t(`reports:${name}`),
      options: monthOptions(given, base),
      value: period[name],
    })),
    files: [
      { href: reportPath('/management.pdf', period), text: t('reports:pdf') },
      { href: '/reports/record', text: t('reports:record.link') },
    ],
    summary: summaryOf(report, base),
    open: (['open', 'overdue', 'due-soon'] as const).map((view) => ({
      text: t(`queue:view.${view}`),
      href: view === 'open' ? '/requests' : `/requests?view=${view}`,
      count: now[view],
    })),
    tables: Object.fromEntries(tables) as Record<FigureTableName, ShownTable>,
    months: {
      chart: barChart(
        months.map(({ id, figures }) => ({ label: labelOf(id as Month, period, base), figures })),
      ),
      label: t('reports:chart.months', { month: most.name, count: most.figures.answered }),
    },
    days: { chart: daysChart(namedFigures(report, 'right', worded)), label: t('reports:chart.days') },
  };
}

/** Which months of a period are closed, and which one still changes. */
export function closedWords(
  period: MonthSpan,
  { now, zone, month }: Pick<ReportGiven, 'now' | 'zone' | 'month'>,
  { t, language }: Wording,
): string {
  const months = monthsIn(period);
  const closed = months.filter((one) => isClosed(one, now, zone)).length;
  if (closed === months.length) return t('reports:allClosed', { count: closed });
  const present = monthWords(month, language, 'long');
  return closed === 0
    ? t('reports:noneClosed', { present })
    : t('reports:someClosed', { count: closed, present });
}

/** A month under its bar: by its name alone, January of a report of several years by its year. */
const labelOf = (month: Month, { from, to }: MonthSpan, { language }: Wording): string =>
  month.endsWith('-01') && from.slice(0, 4) !== to.slice(0, 4)
    ? month.slice(0, 4)
    : monthName(month, language);

/** The periods that are asked for most. */
function periodsFor({ report: { period }, month }: ReportGiven, { t, language }: Wording) {
  const year = Number(month.slice(0, 4));
  const yearOf = (one: number) => ({ from: `${one}-01` as Month, to: `${one}-12` as Month });
  const before = addMonths(month, -1);
  const offered: [MonthSpan, string][] = [
    [{ from: month, to: month }, monthWords(month, language, 'long')],
    [{ from: before, to: before }, monthWords(before, language, 'long')],
    [{ from: `${year}-01` as Month, to: month }, t('reports:yearSoFar', { year: String(year) })],
    [yearOf(year - 1), String(year - 1)],
  ];
  return offered.map(([one, text]) => ({
    href: reportPath('', one),
    text,
    current: one.from === period.from && one.to === period.to,
  }));
}

/** The months to choose from, the last one first. */
const monthOptions = (
  { first, month, report: { period } }: ReportGiven,
  { language }: Wording,
): SelectOption[] =>
  monthsIn({ from: first < period.from ? first : period.from, to: month })
    .reverse()
    .map((value) => ({ value, text: monthWords(value, language, 'long') }));
