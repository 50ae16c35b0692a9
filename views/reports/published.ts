import { type CountedGroup, figuresOf, shareOf } from '../../domain/reports/figures.ts';
import { PUBLISHED, type PublishedFigure } from '../../domain/reports/published.ts';
import type { Report } from '../../models/report/report.ts';
import type { Wording } from '../i18n.ts';
import { NOTHING, percentCell, percentWords } from './numbers.ts';
import type { FigureTable } from './table.ts';

/** What others published, each with its source and year, and beside it what we count alike. */
export function publishedTable({ ends }: Report, { t, language }: Wording): FigureTable {
  const access: CountedGroup[] = ends.right.get('access') ?? [];
  const { inTime } = figuresOf(access);
  const ours = (beside: PublishedFigure['beside']) => (beside ? percentWords(inTime, language) : NOTHING);
  return {
    caption: t('reports:table.published'),
    columns: [
      { text: t('reports:column.what') },
      { text: t('reports:column.published'), numeric: true },
      { text: t('reports:column.ours'), numeric: true },
      { text: t('reports:column.source') },
    ],
    rows: PUBLISHED.map((one) => {
      const share = 'share' in one ? one.share : shareOf(one.part, one.whole);
      return [
        { text: t(`reports:published.${one.id}`) },
        { text: percentWords(share, language), value: percentCell(share, language) },
        { text: ours(one.beside), value: one.beside ? percentCell(inTime, language) : '' },
        { text: t(`reports:source.${one.source}`, { year: String(one.year) }) },
      ];
    }),
  };
}
