import { folded } from '../folding.ts';
import { RuleViolation } from '../ruleViolation.ts';
import { type DayColumn, REGISTER_COLUMNS, type RegisterColumn, type WordColumn } from './columns.ts';
import type { DayOrder } from './days.ts';

/** Columns for which one value may hold for every line that says nothing. */
export const DEFAULT_COLUMNS = ['channel', 'right', 'language'] as const;
type DefaultColumn = (typeof DEFAULT_COLUMNS)[number];

/** How the columns and words of another register are those of this one. */
export type RegisterMapping = {
  /** By the heading of the table; an empty text leaves the column out. */
  columns: Record<string, RegisterColumn | ''>;
  /** The words that it uses, with what they mean here. */
  values: Partial<Record<WordColumn, Record<string, string>>>;
  /** Which comes first in a day, where the column does not decide it itself. */
  days: Partial<Record<DayColumn, DayOrder>>;
  defaults: Partial<Record<DefaultColumn, string>>;
};

/** Headings and words that are known in the languages of the desk, folded. */
export type KnownWords = {
  columns: ReadonlyMap<string, RegisterColumn>;
  values: Partial<Record<WordColumn, ReadonlyMap<string, string>>>;
};

export const NO_MAPPING: RegisterMapping = { columns: {}, values: {}, days: {}, defaults: {} };

/** What is said of a table, completed with what its headings say themselves: the names of the columns, as such or as the desk words them. */
export function completed(
  header: readonly string[],
  said: RegisterMapping,
  known: KnownWords,
): RegisterMapping {
  const named = new Set(Object.values(said.columns));
  const columns: RegisterMapping['columns'] = {};
  for (const heading of header) {
    const own = said.columns[heading] ?? columnOf(heading, known);
    if (own === undefined) continue;
    if (said.columns[heading] === undefined && (named.has(own) || Object.values(columns).includes(own)))
      continue;
    columns[heading] = own;
  }
  return { ...said, columns };
}

function columnOf(heading: string, known: KnownWords): RegisterColumn | undefined {
  const plain = folded(heading);
  const own = REGISTER_COLUMNS.find((column) => column.toLowerCase() === plain);
  return own ?? known.columns.get(plain);
}

/** What keeps a table from being read at all: a column that is said to be nothing here, two for one, one that no register is without. */
export function headerFaults(
  header: readonly string[],
  { columns, defaults }: RegisterMapping,
): RuleViolation[] {
  const faults = header
    .filter((heading) => heading && columns[heading] === undefined)
    .map((heading) => new RuleViolation('register-column-unknown', { heading }, heading));
  const twice = header.filter((heading, nth) => columns[heading] && header.indexOf(heading) !== nth);
  faults.push(...twice.map((heading) => new RuleViolation('csv-column-twice', { name: heading }, heading)));
  const named = Object.values(columns).filter(Boolean);
  const double = named.find((column, nth) => named.indexOf(column) !== nth);
  if (double) faults.push(new RuleViolation('register-column-double', { column: double }, double));
  const has = (column: RegisterColumn) => named.includes(column);
  if (!has('receivedOn') && !has('receivedAt')) faults.push(lacking('receivedOn'));
  for (const column of ['personName', 'right', 'channel'] as const)
    if (!has(column) && !(column !== 'personName' && defaults[column])) faults.push(lacking(column));
  return faults;
}

const lacking = (column: RegisterColumn) => new RuleViolation('register-column-missing', { column }, column);
