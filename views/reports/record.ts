import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { isPeriod } from '../../domain/calendar/periodText.ts';
import { isActiveOn, type SystemEntry } from '../../domain/systems/system.ts';
import type { Organisation } from '../../models/organisation.ts';
import { longDate } from '../dates.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { periodInWords } from '../policies/words.ts';
import type { CategoryNames } from '../situation.ts';
import { entryWords } from '../systems/words.ts';
import type { FigureTable } from './table.ts';

type RecordPage = {
  frame: Frame;
  rows: { key: string; value: string }[];
  table: FigureTable & { csv: string };
  /** How many of the systems the page shows, where the file has more. */
  first: string;
};

type RecordGiven = {
  organisation: Pick<Organisation, 'name' | 'postalAddress' | 'replyAddress'>;
  systems: readonly SystemEntry[];
  names: CategoryNames;
  today: CalendarDate;
};

/** What Art. 30(1) asks for and the register of systems holds, in the order of the article. */
const COLUMNS = [
  'name',
  'kind',
  'purpose',
  'categories',
  'place',
  'safeguard',
  'retention',
  'ownerName',
] as const;
const MOST_SHOWN = 200;

/** The record of processing activities as the register of systems gives it (Art. 30(1)). View: `reports/record`. */
export function recordPage(base: FrameBase, given: RecordGiven): RecordPage {
  const { t, language } = base;
  const { organisation, today } = given;
  const table = recordTable(base, given);
  return {
    frame: { ...base, title: t('reports:record.title') },
    rows: [
      { key: t('reports:record.controller'), value: organisation.name },
      { key: t('reports:record.contact'), value: contactOf(organisation) },
      { key: t('reports:record.asOf'), value: longDate(today, language) },
    ],
    table: { ...table, rows: table.rows.slice(0, MOST_SHOWN), csv: '/reports/record.csv' },
    first:
      table.rows.length > MOST_SHOWN
        ? t('reports:record.first', { shown: MOST_SHOWN, count: table.rows.length })
        : '',
  };
}

const contactOf = ({ postalAddress, replyAddress }: RecordGiven['organisation']): string =>
  [postalAddress.replaceAll('\n', ', '), replyAddress].filter(Boolean).join('; ');

/** The systems in use today. A field that the register does not fill says so: the record is then incomplete. */
export function recordTable(base: FrameBase, { systems, names, today }: RecordGiven): FigureTable {
  const { t } = base;
  return {
    caption: t('reports:record.caption'),
    columns: COLUMNS.map((column) => ({ text: t(`reports:record.column.${column}`) })),
    rows: systems
      .filter((system) => isActiveOn(system, today))
      .map((system) => {
        const said: Record<string, string> = {
          ...entryWords(base, system, { names }),
          retention: retentionWords(system, base),
        };
        return COLUMNS.map((column) => ({
          text: said[column] || (column === 'safeguard' ? '' : t('reports:record.missing')),
          value: said[column] ?? '',
        }));
      }),
  };
}

/** "10 years" for `P10Y`; other words as they stand. */
const retentionWords = ({ retention }: SystemEntry, { t }: FrameBase): string =>
  isPeriod(retention) ? periodInWords(retention, t) : retention;
