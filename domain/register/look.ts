import { RuleViolation } from '../ruleViolation.ts';
import { type DayColumn, isDayColumn, type RegisterColumn } from './columns.ts';
import type { DayOrder } from './days.ts';
import { headerFaults, type RegisterMapping } from './mapping.ts';

/** What a column of a table has: in which order it writes its days, and its words, where they are few. */
type ColumnLook = { heading: string; order?: DayOrder | 'ask'; words: string[] };
/** A table before it is said what its columns are: its columns, how many lines it has, and the first of them. */
export type TableLook = { columns: ColumnLook[]; lines: number; first: string[][] };

/** The table by what is said of its columns: how each day is read, what must be asked, and what keeps its lines from being read. */
export type TableUnderstood = {
  columns: (RegisterColumn | undefined)[];
  orders: Partial<Record<DayColumn, DayOrder>>;
  ask: DayColumn[];
  faults: RuleViolation[];
};

export function understood(look: TableLook, mapping: RegisterMapping): TableUnderstood {
  const header = look.columns.map(({ heading }) => heading);
  const columns = header.map((heading) => mapping.columns[heading] || undefined);
  const orders: TableUnderstood['orders'] = {};
  const ask: DayColumn[] = [];
  for (const [nth, column] of columns.entries()) {
    if (!column || !isDayColumn(column)) continue;
    const own = look.columns[nth]?.order;
    const order = own === 'ask' ? mapping.days[column] : own;
    if (order) orders[column] = order;
    else if (own === 'ask') ask.push(column);
  }
  const open = ask.map((column) => {
    const heading = header[columns.indexOf(column)] ?? column;
    return new RuleViolation('register-days-open', { heading }, heading);
  });
  return { columns, orders, ask, faults: [...headerFaults(header, mapping), ...open] };
}
