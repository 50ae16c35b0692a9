import { localeOf } from '../../domain/languages.ts';
import { firstDayOf, type Month, type MonthSpan } from '../../domain/reports/month.ts';
import type { Language, Wording } from '../i18n.ts';

/** "91.3%", "91,3 %"; of nothing there is no share: "–". */
export const percentWords = (share: number | undefined, language: Language): string =>
  share === undefined
    ? NOTHING
    : share.toLocaleString(localeOf(language), { style: 'percent', maximumFractionDigits: 1 });

/** The same for a spreadsheet: in percent, without the sign, with the decimal point of its language. */
export const percentCell = (share: number | undefined, language: Language): string =>
  share === undefined
    ? ''
    : (share * 100).toLocaleString(localeOf(language), { maximumFractionDigits: 1, useGrouping: false });

/** "1,204", "1 204"; "–" for none, so that the others stand out. */
export const countWords = (count: number, language: Language): string =>
  count === 0 ? NOTHING : count.toLocaleString(localeOf(language));

/** Where there is nothing to count. */
export const NOTHING = '–';

/** "Mar 2026", "mars 2026"; long: "March 2026". */
export const monthWords = (month: Month, language: Language, style: 'short' | 'long' = 'short'): string =>
  worded(month, language, { month: style, year: 'numeric' });

/** "Mar", "mars": where its year is said beside it. */
export const monthName = (month: Month, language: Language): string =>
  worded(month, language, { month: 'short' });

const worded = (month: Month, language: Language, style: Intl.DateTimeFormatOptions): string =>
  new Date(`${firstDayOf(month)}T00:00:00Z`).toLocaleDateString(localeOf(language), {
    ...style,
    timeZone: 'UTC',
  });

/** "January 2026 to November 2026"; of one month "March 2026". */
export const periodWords = ({ from, to }: MonthSpan, { t, language }: Wording): string =>
  from === to
    ? monthWords(to, language, 'long')
    : t('reports:fromTo', {
        from: monthWords(from, language, 'long'),
        to: monthWords(to, language, 'long'),
      });
