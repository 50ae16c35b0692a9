import { CHANNELS, type Channel } from '../../domain/lifecycle/vocabulary.ts';
import type { Standing } from '../../domain/reports/end.ts';
import { type CountedGroup, type Figures, figuresOf } from '../../domain/reports/figures.ts';
import { asMonth, type Month, type MonthSpan, monthsIn } from '../../domain/reports/month.ts';
import { RIGHTS, type Right } from '../../domain/rights.ts';
import type { Dimension } from '../../models/report/counted.ts';
import type { Report } from '../../models/report/report.ts';
import type { Wording } from '../i18n.ts';
import { type CountedQuery, countedPath } from './addresses.ts';
import { countWords, monthWords, NOTHING, percentCell, percentWords } from './numbers.ts';
import type { FigureCell, FigureTable, ReportWording } from './table.ts';
import { policyTitle } from './titles.ts';

const SHOWN: readonly Standing[] = ['first', 'paused', 'extended', 'late'];

/** The figures of a month, of a right, of a policy or of a channel, in the order of the table. */
export type NamedFigures = {
  id: string;
  name: string;
  figures: Figures;
  period: MonthSpan;
  query: CountedQuery;
};

/** The figures by one dimension; every month of the period, and of the others those with an answer. */
export function namedFigures(
  { ends, period }: Pick<Report, 'ends' | 'period'>,
  dimension: Dimension,
  worded: ReportWording,
): NamedFigures[] {
  const counted: Map<string, CountedGroup[]> = ends[dimension];
  const named = idsOf(dimension, counted, period).map((id) => ({
    id,
    name: nameOf(dimension, id, worded),
    figures: figuresOf(counted.get(id) ?? []),
    period: dimension === 'month' ? { from: id as Month, to: id as Month } : period,
    query: dimension === 'month' ? {} : { [dimension]: id },
  }));
  return named.filter(({ figures }) => dimension === 'month' || figures.answered > 0);
}

function idsOf(dimension: Dimension, counted: Map<string, unknown>, period: MonthSpan): string[] {
  if (dimension === 'month') return monthsIn(period);
  if (dimension === 'policy') return [...counted.keys()].sort();
  return (dimension === 'right' ? RIGHTS : CHANNELS).filter((id) => counted.has(id));
}

function nameOf(dimension: Dimension, id: string, { t, language, packs }: ReportWording): string {
  if (dimension === 'month') return monthWords(asMonth(id) as Month, language);
  if (dimension === 'right') return t(`requests:right.${id as Right}`);
  if (dimension === 'channel') return t(`requests:channel.${id as Channel}`);
  return policyTitle(id, { packs, language });
}

/** How the answers of each month kept their dates. */
export function monthsTable(report: Report, worded: ReportWording): FigureTable {
  const { t } = worded;
  const rows = namedFigures(report, 'month', worded);
  const all = { name: t('reports:together'), figures: totalOf(report), period: report.period, query: {} };
  const cells = (row: Omit<NamedFigures, 'id'>): FigureCell[] => [
    { text: row.name },
    ...SHOWN.map((standing) => countCell(row.figures.of[standing], { ...row, standing }, worded)),
    countCell(row.figures.answered, { ...row, standing: 'answered' }, worded),
    shareCell(row, worded),
  ];
  return {
    caption: t('reports:table.months'),
    columns: [
      { text: t('reports:column.month'), unbroken: true },
      ...SHOWN.map((standing) => ({ text: t(`reports:standing.${standing}`), numeric: true })),
      { text: t('reports:column.answered'), numeric: true },
      { text: t('reports:column.inTime'), numeric: true },
    ],
    rows: rows.map(cells),
    sum: cells(all),
  };
}

/** In how many days the answers came. */
export function daysTable(report: Report, dimension: Dimension, worded: ReportWording): FigureTable {
  const { t, language } = worded;
  const rows = namedFigures(report, dimension, worded);
  const all = { name: t('reports:together'), figures: totalOf(report), period: report.period, query: {} };
  const days = (count: number | undefined): FigureCell => ({
    text: count === undefined ? NOTHING : count.toLocaleString(language),
    value: count ?? '',
  });
  const cells = (row: Omit<NamedFigures, 'id'>): FigureCell[] => [
    { text: row.name },
    countCell(row.figures.answered, { ...row, standing: 'answered' }, worded),
    shareCell(row, worded),
    countCell(row.figures.of.late, { ...row, standing: 'late' }, worded),
    ...[row.figures.median, row.figures.ninety, row.figures.longest].map(days),
  ];
  return {
    caption: t(`reports:table.${dimension}`),
    columns: [
      { text: t(`reports:column.${dimension}`), unbroken: dimension === 'month' },
      ...(['answered', 'inTime', 'late', 'median', 'ninety', 'longest'] as const).map((column) => ({
        text: t(`reports:column.${column}`),
        numeric: true,
      })),
    ],
    rows: rows.map(cells),
    sum: cells(all),
  };
}

/** The figures of the whole period. */
export const totalOf = ({ ends }: Pick<Report, 'ends'>): Figures =>
  figuresOf([...ends.month.values()].flat());

type CountedCell = { period: MonthSpan; query: CountedQuery; standing: string };

/** A number that opens the list of what it counts. */
function countCell(
  count: number,
  { period, query, standing }: CountedCell,
  { language }: Wording,
): FigureCell {
  const href = count > 0 ? countedPath(period, { ...query, standing }) : undefined;
  return { text: countWords(count, language), value: count, href };
}

/** A share that opens the list of what was in time. */
const shareCell = (
  { figures: { inTime }, period, query }: Omit<NamedFigures, 'id'>,
  { language }: Wording,
): FigureCell => ({
  text: percentWords(inTime, language),
  value: percentCell(inTime, language),
  href: inTime ? countedPath(period, { ...query, standing: 'in-time' }) : undefined,
});
