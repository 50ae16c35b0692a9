import { parse } from 'csv-parse/sync';
import { addDays, type CalendarDate } from '../calendar/calendarDate.ts';
import { revived } from '../csvCell.ts';
import { firstLineOf, SEPARATOR_LINE, separatorOf } from '../csvTable.ts';
import { RuleViolation } from '../ruleViolation.ts';
import { isActiveOn, SYSTEM_KINDS, type SystemEntry } from './system.ts';
import type { SystemForm } from './systemForm.ts';

/** The columns of the register as a table, in their order. The header names them; a table may leave out all but `name`. */
export const COLUMNS = [
  'name',
  'kind',
  'purpose',
  'categories',
  'identifiers',
  'source',
  'retention',
  'place',
  'safeguard',
  'ownerName',
  'ownerEmail',
  'deputyEmail',
  'leadDays',
  'backupDays',
  'after',
  'active',
] as const;
export type Column = (typeof COLUMNS)[number];

/** One line of a table: on which line of the text it begins, and its cells by column; a column that the table lacks is absent. */
export type CsvLine = { line: number; cells: Partial<Record<Column, string>> };

/** Within a cell, items are separated by semicolons, bars or lines. */
const BETWEEN = /[;|\n]/;
const TOGETHER = '; ';

/** An entry as cells. The days on which it is in use are written as an interval of ISO 8601, open ends as `..`. */
export function cellsOf(entry: SystemEntry): Record<Column, string> {
  const { categories, identifiers, after, leadDays, backupDays, activeFrom, activeUntil } = entry;
  return {
    ...entry,
    categories: categories.join(TOGETHER),
    identifiers: identifiers.join(TOGETHER),
    after: after.join(TOGETHER),
    leadDays: String(leadDays),
    backupDays: backupDays === null ? '' : String(backupDays),
    active: activeFrom || activeUntil ? `${activeFrom ?? OPEN}/${activeUntil ?? OPEN}` : 'yes',
  };
}

const OPEN = '..';

/**
 * The lines of a table with a header, separated by commas, semicolons or tabs, as spreadsheets write them. Throws a `RuleViolation` for one
 * that is no table, has no column `name`, or has a column that the register does not know.
 */
export function linesOf(given: string): CsvLine[] {
  const text = given.replace(SEPARATOR_LINE, '');
  const skipped = text === given ? 0 : 1;
  const [head, ...rows] = parsed(text, skipped);
  const names = (head?.record ?? []).map((name) =>
    COLUMNS.find((one) => one.toLowerCase() === name.trim().toLowerCase()),
  );
  const unknown = (head?.record ?? []).filter((_, place) => !names[place]);
  if (!names.includes('name'))
    throw new RuleViolation('csv-without-name', { columns: COLUMNS.join(', ') }, 'file');
  if (unknown.length > 0)
    throw new RuleViolation(
      'csv-column-unknown',
      { names: unknown.join(', '), columns: COLUMNS.join(', ') },
      'file',
    );
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (twice) throw new RuleViolation('csv-column-twice', { name: twice }, 'file');
  return rows.map(({ record, info }) => ({
    line: firstLineOf(record, info.lines) + skipped,
    cells: Object.fromEntries(names.map((name, place) => [name, revived(record[place] ?? '').trim()])),
  }));
}

type Parsed = { record: string[]; info: { lines: number } };

function parsed(text: string, skipped: number): Parsed[] {
  try {
    return parse(text, {
      bom: true,
      delimiter: separatorOf(text),
      info: true,
      relax_column_count_less: true,
      skip_empty_lines: true,
    }) as unknown as Parsed[];
  } catch (error) {
    const { lines = 1, code } = error as { lines?: number; code?: string };
    const rule = code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH' ? 'csv-cells-too-many' : 'csv-unreadable';
    throw new RuleViolation(rule, { line: lines + skipped }, 'file');
  }
}

/**
 * The form that a line fills in: columns that the table lacks stay as `before` has them. `today` decides what `no` means in the
 * column `active`: in use until yesterday.
 */
export function formOfLine({ cells }: CsvLine, before: SystemForm, today: CalendarDate): SystemForm {
  const { categories, identifiers, after, active, kind, ...texts } = cells;
  return {
    ...before,
    ...texts,
    ...(kind !== undefined && { kind: kind.toLowerCase() || SYSTEM_KINDS[0] }),
    ...(categories !== undefined && { categories: categories.split(BETWEEN) }),
    ...(identifiers !== undefined && { identifiers: identifiers.split(BETWEEN) }),
    ...(after !== undefined && { after: after.split(BETWEEN) }),
    ...(active !== undefined && activeIn(active, before, today)),
  };
}

type Active = Pick<SystemForm, 'activeFrom' | 'activeUntil'>;

function activeIn(text: string, before: Active, today: CalendarDate): Active {
  if (/^(yes|)$/i.test(text)) return { activeFrom: '', activeUntil: '' };
  if (/^no$/i.test(text))
    return hasEnded(before, today) ? before : { activeFrom: '', activeUntil: addDays(today, -1) };
  const days = text.split('/').map((day) => (day.trim() === OPEN ? '' : day.trim()));
  const [activeFrom = '', activeUntil = ''] = days;
  return days.length === 2 ? { activeFrom, activeUntil } : { activeFrom: '', activeUntil: text };
}

const hasEnded = ({ activeFrom, activeUntil }: Active, today: CalendarDate): boolean =>
  activeUntil !== '' &&
  !isActiveOn({ activeFrom: activeFrom as CalendarDate, activeUntil: activeUntil as CalendarDate }, today);
