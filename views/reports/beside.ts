import { OUTCOMES } from '../../domain/lifecycle/status.ts';
import { PAUSE_REASONS } from '../../domain/policies/policy.ts';
import { shareOf } from '../../domain/reports/figures.ts';
import type { Report } from '../../models/report/report.ts';
import { shortDate } from '../dates.ts';
import type { Wording } from '../i18n.ts';
import { countedPath, reportPath } from './addresses.ts';
import { countWords, percentCell, percentWords } from './numbers.ts';
import type { FigureCell, FigureTable, ReportWording } from './table.ts';
import { groundTitle } from './titles.ts';

const number = (count: number, { language }: Wording, href?: string): FigureCell => ({
  text: countWords(count, language),
  value: count,
  href: count > 0 ? href : undefined,
});

const columnsOf = ({ t }: Wording, name: string, ...numeric: string[]): FigureTable['columns'] => [
  { text: t(`reports:column.${name}`) },
  ...numeric.map((column) => ({ text: t(`reports:column.${column}`), numeric: true })),
];

/** Refusals by their ground, the most frequent first. */
export function refusalsTable({ apart, period }: Report, worded: ReportWording): FigureTable {
  const { t } = worded;
  const rows = [...apart.grounds].sort(([a, n], [b, m]) => m - n || a.localeCompare(b));
  return {
    caption: t('reports:table.refusals'),
    columns: columnsOf(worded, 'ground', 'requests'),
    rows: rows.map(([ground, n]) => [
      { text: groundTitle(ground, worded) },
      number(n, worded, countedPath(period, { ground })),
    ]),
    sum: [
      { text: t('reports:refusedTogether') },
      number(apart.refused, worded, countedPath(period, { only: 'refused' })),
    ],
  };
}

/** What the desk asked of persons, and how long it waited for them. */
export function waitsTable({ apart, period }: Report, worded: ReportWording): FigureTable {
  const { t } = worded;
  const paused = countedPath(period, { only: 'paused' });
  return {
    caption: t('reports:table.waits'),
    columns: columnsOf(worded, 'wait', 'requests'),
    rows: [
      [
        { text: t('reports:waits.asked') },
        number(apart.identityAsked, worded, countedPath(period, { only: 'identity-asked' })),
      ],
      [
        { text: t('reports:waits.notConfirmed') },
        number(
          apart.identityNotConfirmed,
          worded,
          countedPath(period, { outcome: 'identity-not-confirmed' }),
        ),
      ],
      [{ text: t('reports:waits.paused') }, number(apart.paused, worded, paused)],
      ...PAUSE_REASONS.filter((reason) => apart.pausedFor.has(reason)).map((reason) => [
        { text: t(`reports:pausedFor.${reason}`) },
        number(apart.pausedFor.get(reason) ?? 0, worded, countedPath(period, { paused: reason })),
      ]),
    ],
  };
}

/** What ended without an answer. */
export function unansweredTable({ apart, period, ends }: Report, worded: ReportWording): FigureTable {
  const { t } = worded;
  const late = [...ends.month.values()]
    .flat()
    .filter(({ standing }) => standing === 'unanswered-late')
    .reduce((sum, { n }) => sum + n, 0);
  return {
    caption: t('reports:table.unanswered'),
    columns: columnsOf(worded, 'ended', 'requests'),
    rows: [
      ...OUTCOMES.filter((outcome) => apart.unanswered.has(outcome)).map((outcome) => [
        { text: t(`reports:outcome.${outcome}`) },
        number(
          apart.unanswered.get(outcome) ?? 0,
          worded,
          countedPath(period, { outcome, standing: 'ended-unanswered' }),
        ),
      ]),
      [
        { text: t('reports:unansweredLate') },
        number(late, worded, countedPath(period, { standing: 'unanswered-late' })),
      ],
    ],
  };
}

/** The letters that came back, by what they said. */
export function lettersTable({ returned, period }: Report, worded: ReportWording): FigureTable {
  const { t } = worded;
  const kinds = [...Map.groupBy(returned, ({ kind }) => kind)].sort(([, a], [, b]) => b.length - a.length);
  return {
    caption: t('reports:table.letters'),
    columns: columnsOf(worded, 'letter', 'letters'),
    rows: kinds.map(([kind, letters]) => [
      { text: t(`events:letterKind.${kind}`) },
      number(letters.length, worded, reportPath('/letters', period, { kind })),
    ]),
    sum: [{ text: t('reports:together') }, number(returned.length, worded, reportPath('/letters', period))],
  };
}

/** The tasks that were due in the period, by system and owner. */
export function tasksTable({ tasks, period }: Report, worded: ReportWording): FigureTable {
  const { t, language } = worded;
  return {
    caption: t('reports:table.tasks'),
    columns: [
      ...columnsOf(worded, 'system'),
      ...columnsOf(worded, 'owner', 'tasksDue', 'tasksLate', 'lateShare'),
    ],
    rows: tasks.map(({ system, owner, asked, late, systemId, linkId }) => {
      const which = { system: String(systemId), owner: String(linkId) };
      const share = shareOf(late, asked);
      return [
        { text: system },
        { text: owner },
        number(asked, worded, reportPath('/tasks', period, which)),
        number(late, worded, reportPath('/tasks', period, { ...which, only: 'late' })),
        { text: percentWords(share, language), value: percentCell(share, language) },
      ];
    }),
  };
}

/** The requests that have waited longest for an answer. */
export function oldestTable({ oldest }: Report, worded: ReportWording): FigureTable {
  const { t, language } = worded;
  return {
    caption: t('reports:table.oldest'),
    columns: (['reference', 'right', 'received', 'due'] as const).map((column) => ({
      text: t(`reports:column.${column}`),
      unbroken: column !== 'right',
    })),
    rows: oldest.map(({ reference, right, receivedOn, nextDueOn }) => [
      { text: reference, href: `/requests/${reference}` },
      { text: t(`requests:right.${right}`) },
      { text: shortDate(receivedOn, language), value: receivedOn },
      { text: nextDueOn ? shortDate(nextDueOn, language) : '–', value: nextDueOn ?? '' },
    ]),
  };
}
