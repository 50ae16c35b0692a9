import { PAUSE_REASONS } from '../../domain/policies/policy.ts';
import { shareOf } from '../../domain/reports/figures.ts';
import { percentile } from '../../domain/reports/percentile.ts';
import type { Report } from '../../models/report/report.ts';
import type { Wording } from '../i18n.ts';
import { countedPath } from './addresses.ts';
import { totalOf } from './ends.ts';
import { NOTHING, percentWords } from './numbers.ts';

/** A figure with its name, the list behind it, and a sentence that says of what it is. */
export type SummaryFigure = { name: string; figure: string; href?: string; note: string };

/** The figures of a period in short. */
export function summaryOf(report: Report, { t, language }: Wording): SummaryFigure[] {
  const { period, apart, now } = report;
  const total = totalOf(report);
  const { answered, of, median, ninety, latest } = total;
  const dated = answered - of.undated;
  const to = (standing: string) => countedPath(period, { standing });
  const share = (name: 'first' | 'paused' | 'extended' | 'late', note: string): SummaryFigure => ({
    name: t(`reports:sum.${name}`),
    figure: percentWords(shareOf(of[name], dated), language),
    href: of[name] > 0 ? to(name) : undefined,
    note,
  });
  const days = (count: number | undefined) => (count === undefined ? NOTHING : String(count));
  return [
    {
      name: t('reports:sum.answered'),
      figure: String(answered),
      href: answered > 0 ? to('answered') : undefined,
      note: [t('reports:note.open', { count: now.open }), undatedWords(of.undated, t)]
        .filter(Boolean)
        .join(' '),
    },
    {
      name: t('reports:sum.inTime'),
      figure: percentWords(total.inTime, language),
      href: dated > of.late ? to('in-time') : undefined,
      note: t('reports:note.inTime', { count: dated - of.late, dated }),
    },
    share('first', t('reports:note.first', { count: of.first, dated })),
    share('paused', t('reports:note.paused', { count: of.paused })),
    share('extended', t('reports:note.extended', { count: of.extended })),
    share('late', latestWords(of.late, latest, t)),
    {
      name: t('reports:sum.days'),
      figure: days(median),
      href: answered > 0 ? to('answered') : undefined,
      note: ninety === undefined ? '' : t('reports:note.days', { ninety }),
    },
    {
      name: t('reports:sum.stood'),
      figure: String(apart.paused),
      href: apart.paused > 0 ? countedPath(period, { only: 'paused' }) : undefined,
      note: pausedWords(report, t),
    },
  ];
}

const undatedWords = (count: number, t: Wording['t']): string =>
  count > 0 ? t('reports:note.undated', { count }) : '';

const latestWords = (count: number, latest: number, t: Wording['t']): string =>
  count > 0 ? t('reports:note.late', { late: count, count: latest }) : t('reports:note.noneLate');

function pausedWords({ apart }: Report, t: Wording['t']): string {
  const median = percentile(apart.pausedDays, 0.5);
  if (median === undefined) return '';
  const reasons = PAUSE_REASONS.filter((reason) => apart.pausedFor.has(reason)).map((reason) =>
    t(`reports:note.pausedFor.${reason}`, { n: apart.pausedFor.get(reason) }),
  );
  return t('reports:note.stood', { reasons: reasons.join(', '), count: median });
}
