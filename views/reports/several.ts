import type { Standing } from '../../domain/reports/end.ts';
import { figuresOf } from '../../domain/reports/figures.ts';
import { monthsIn } from '../../domain/reports/month.ts';
import type { CorrectedRow } from '../../models/report/corrections.ts';
import type { Report } from '../../models/report/report.ts';
import { shortDate } from '../dates.ts';
import type { Wording } from '../i18n.ts';
import { countedPath } from './addresses.ts';
import { countWords, monthWords, percentCell, percentWords } from './numbers.ts';
import type { FigureTable } from './table.ts';

type Zoned = Wording & { zone: string };

/** The organisations of a user who works for several. */
export function organisationsTable({ organisations, period }: Report, { t, language }: Wording): FigureTable {
  const number = (count: number, href?: string) => ({
    text: countWords(count, language),
    value: count,
    href: count > 0 ? href : undefined,
  });
  return {
    caption: t('reports:table.organisations'),
    columns: [
      { text: t('reports:column.organisation') },
      ...(['answered', 'inTime', 'extended', 'late', 'open', 'overdue'] as const).map((column) => ({
        text: t(`reports:column.${column}`),
        numeric: true,
      })),
    ],
    rows: organisations.map(({ name, groups, now, isCurrent }) => {
      const { answered, inTime, of } = figuresOf(groups);
      const to = (standing: string) => (isCurrent ? countedPath(period, { standing }) : undefined);
      return [
        { text: name },
        number(answered, to('answered')),
        { text: percentWords(inTime, language), value: percentCell(inTime, language) },
        number(of.extended, to('extended')),
        number(of.late, to('late')),
        number(now.open, isCurrent ? '/requests' : undefined),
        number(now.overdue, isCurrent ? '/requests?view=overdue' : undefined),
      ];
    }),
  };
}

/**
 * The closed months that acts have corrected since: what the month was closed with, and what holds now. Both stay readable
 * (decision 0027).
 */
export function correctionsTable({ corrections, ends, period }: Report, worded: Zoned): FigureTable {
  const { t, language, zone } = worded;
  const months = monthsIn(period).filter((month) => corrections.some((row) => row.month === month));
  const rows = months.map((month) => {
    const rowsOf = corrections.filter((row) => row.month === month);
    const closed = figuresOf(ends.month.get(month) ?? []);
    const late = (standing: Standing) => standing === 'late';
    const answered = (standing: Standing) => !standing.startsWith('unanswered');
    const last = new Date(Math.max(...rowsOf.map(({ lastAt }) => lastAt.getTime())));
    const number = (count: number) => ({ text: countWords(count, language), value: count });
    return [
      {
        text: monthWords(month, language),
        href: countedPath({ from: month, to: month }, { only: 'corrected' }),
      },
      number(closed.answered),
      number(closed.answered + moved(rowsOf, answered)),
      number(closed.of.late),
      number(closed.of.late + moved(rowsOf, late)),
      { text: shortDate(last, language, zone) },
    ];
  });
  return {
    caption: t('reports:table.corrections'),
    columns: [
      { text: t('reports:column.month'), unbroken: true },
      ...(['answeredClosed', 'answeredNow', 'lateClosed', 'lateNow'] as const).map((column) => ({
        text: t(`reports:column.${column}`),
        numeric: true,
      })),
      { text: t('reports:column.corrected') },
    ],
    rows,
  };
}

/** By how much what holds now differs from what a month was closed with. */
const moved = (rows: readonly CorrectedRow[], which: (standing: Standing) => boolean): number =>
  rows.filter(({ standing }) => which(standing)).reduce((sum, { isSince, n }) => sum + (isSince ? n : -n), 0);
