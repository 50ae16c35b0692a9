import { setImmediate as others } from 'node:timers/promises';
import { firstReplyOf } from '../../domain/deadlines/reply.ts';
import { folded } from '../../domain/folding.ts';
import {
  COMPUTED_COLUMNS,
  type ComputedColumn,
  type DayColumn,
  isDayColumn,
  type RegisterCells,
  type RegisterColumn,
  type WordColumn,
} from '../../domain/register/columns.ts';
import {
  type DayOrder,
  noteOrder,
  nothingSeen,
  type OrderSeen,
  orderDecided,
} from '../../domain/register/days.ts';
import { type LineReading, readRegisterLine } from '../../domain/register/line.ts';
import { headerFaults, type KnownWords, type RegisterMapping } from '../../domain/register/mapping.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { Desk } from '../desk.ts';
import type { ImportPlace } from './place.ts';
import { type PlannedLine, planLine } from './plan.ts';
import { recordsOf } from './table.ts';
import { type TakenReferences, takenReferences } from './taken.ts';

/** A fault of a table, by its line (the headings are line 1) and its own column. */
export type RegisterFault = { line: number; column: string; fault: RuleViolation };
/** What a line says otherwise than the desk: what it computes, or who there is. It is no fault: the line is imported as the desk has it. */
export type RegisterNote = { line: number; column: string; said: string; is: string };

/** What is known of a table as a whole before its lines are read. */
export type TableSeen = {
  header: string[];
  lines: number;
  /** The orders of days that its columns leave open. */
  ask: DayColumn[];
  orders: LineReading['orders'];
  faults: RegisterFault[];
};

/** Looks at the headings and at how each column writes its days. Throws `csv-unreadable` and `table-missing`. */
export async function lookAtTable(
  text: string,
  mapping: (header: string[]) => RegisterMapping,
): Promise<TableSeen> {
  let header: string[] | undefined;
  let [lines, columns]: [number, (RegisterColumn | undefined)[]] = [0, []];
  let said: RegisterMapping | undefined;
  const seen = new Map<DayColumn, OrderSeen>();
  for await (const { cells } of recordsOf(text)) {
    if (!header) {
      header = cells;
      said = mapping(header);
      columns = columnsOf(header, said);
      continue;
    }
    lines += 1;
    if (lines % BREATH === 0) await others();
    for (const [nth, column] of columns.entries()) {
      if (!column || !isDayColumn(column) || !cells[nth]) continue;
      const order = seen.get(column) ?? nothingSeen();
      noteOrder(order, cells[nth]);
      seen.set(column, order);
    }
  }
  if (!header || !said) throw new RuleViolation('table-missing', {}, 'file');
  const decided = [...seen].map(
    ([column, order]) => [column, said.days[column] ?? orderDecided(order)] as const,
  );
  return {
    header,
    lines,
    ask: decided.flatMap(([column, order]) => (order === 'ask' ? [column] : [])),
    orders: Object.fromEntries(decided.filter((one): one is [DayColumn, DayOrder] => one[1] !== 'ask')),
    faults: headerFaults(header, said).map((fault) => ({ line: 1, column: fault.field ?? '', fault })),
  };
}

/** After so many lines others have their turn. */
const BREATH = 20;

const columnsOf = (header: readonly string[], { columns }: RegisterMapping) =>
  header.map((heading) => columns[heading] || undefined);

/** A line that was looked at: what it would make, with what it says otherwise; or its faults. */
export type CheckedLine = { line: number; notes: RegisterNote[] } & (
  | { planned: PlannedLine; reference?: string; number?: string; assigneeId?: number }
  | { faults: RegisterFault[] }
);

type CheckInput = { text: string; mapping: RegisterMapping; known: KnownWords; seen: TableSeen };

/** Every line of a table, checked against the desk as it is. Others are served between. */
export async function* checkLines(
  desk: Desk,
  place: ImportPlace,
  { text, mapping, known, seen }: CheckInput,
): AsyncGenerator<CheckedLine> {
  const columns = columnsOf(seen.header, mapping);
  const headings = new Map(
    columns.flatMap((column, nth) => (column ? [[column, seen.header[nth] ?? '']] : [])),
  );
  const reading = readingOf(place, mapping, known, seen);
  const taken = takenReferences(desk, place);
  let nth = 0;
  for await (const { line, cells } of recordsOf(text)) {
    nth += 1;
    if (nth === 1) continue;
    if (nth % BREATH === 0) await others();
    const named = (column: string) => headings.get(column as RegisterColumn) ?? column;
    if (cells.slice(columns.length).some(Boolean)) {
      const fault = new RuleViolation('csv-cells-too-many', { line });
      yield { line, notes: [], faults: [{ line, column: '', fault }] };
      continue;
    }
    const given = Object.fromEntries(
      columns.flatMap((column, at) => (column ? [[column, cells[at] ?? '']] : [])),
    );
    const checked = await checkLine(desk, place, { line, cells: given, reading, taken });
    if ('faults' in checked)
      yield {
        line,
        notes: [],
        faults: checked.faults.map((fault) => ({ line, column: named(fault.field ?? ''), fault })),
      };
    else
      yield {
        ...checked,
        line,
        notes: checked.notes.map((note) => ({ ...note, line, column: named(note.column) })),
      };
  }
}

function readingOf(
  place: ImportPlace,
  mapping: RegisterMapping,
  known: KnownWords,
  { orders }: TableSeen,
): LineReading {
  const words: Partial<Record<WordColumn, ReadonlyMap<string, string>>> = { ...known.values };
  for (const [column, said] of Object.entries(mapping.values) as [WordColumn, Record<string, string>][]) {
    const own = Object.entries(said).map(([word, is]) => [folded(word), is] as const);
    words[column] = new Map([...(known.values[column] ?? []), ...own]);
  }
  const { now, today, language, organisation } = place;
  return { now, today, zone: organisation.zone, language, orders, words, defaults: mapping.defaults };
}

type LineToCheck = { line: number; cells: RegisterCells; reading: LineReading; taken: TakenReferences };

async function checkLine(desk: Desk, place: ImportPlace, { line, cells, reading, taken }: LineToCheck) {
  const read = readRegisterLine(cells, reading);
  if ('faults' in read) return read;
  const { value } = read;
  try {
    const names = await taken.nameFor(value, line);
    const planned = planLine(desk, place, value);
    const assigneeId = value.assignee ? place.colleagues.get(folded(value.assignee)) : undefined;
    const notes = notesOn(planned);
    if (value.assignee && !assigneeId) notes.push({ column: 'assignee', said: value.assignee, is: '' });
    return { planned, ...names, assigneeId, notes };
  } catch (error) {
    if (!(error instanceof RuleViolation)) throw error;
    return { faults: [error] };
  }
}

/** Where a line says otherwise than the desk computes from its facts. */
function notesOn({ line, columns, record, deadlines }: PlannedLine): Omit<RegisterNote, 'line'>[] {
  const reply = firstReplyOf(deadlines);
  const is: Record<ComputedColumn, string> = {
    dueOn: record.replyDueOn ?? '',
    safeOn: record.replyDueOn ? (reply?.safeOn ?? '') : '',
    status: columns.status,
    daysLate: String(record.daysLate ?? 0),
  };
  const said: Record<ComputedColumn, string> = {
    dueOn: line.course.dueOn ?? '',
    safeOn: line.said.safeOn ?? '',
    status: line.course.status ?? '',
    daysLate: line.course.closedOn || line.course.answeredOn ? (line.said.daysLate ?? '') : '',
  };
  return COMPUTED_COLUMNS.flatMap((column) =>
    said[column] && said[column] !== is[column] ? [{ column, said: said[column], is: is[column] }] : [],
  );
}
