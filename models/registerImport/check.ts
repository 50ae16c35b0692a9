import { setImmediate as others } from 'node:timers/promises';
import { firstReplyOf } from '../../domain/deadlines/reply.ts';
import { folded } from '../../domain/folding.ts';
import {
  COMPUTED_COLUMNS,
  type ComputedColumn,
  type RegisterColumn,
  type WordColumn,
} from '../../domain/register/columns.ts';
import { type LineReading, type RegisterLine, readRegisterLine } from '../../domain/register/line.ts';
import type { TableUnderstood } from '../../domain/register/look.ts';
import type { KnownWords, RegisterMapping } from '../../domain/register/mapping.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { Desk } from '../desk.ts';
import { BREATH } from './look.ts';
import type { ImportPlace } from './place.ts';
import { type PlannedLine, planLine } from './plan.ts';
import { recordsOf, type TableRecord } from './table.ts';
import { type TakenReferences, takenReferences } from './taken.ts';

/** A fault of a table, by its line (the headings are line 1) and its own column. */
export type RegisterFault = { line: number; column: string; fault: RuleViolation };
/** What a line says otherwise than the desk: what it computes, or who there is. It is no fault: the line is imported as the desk has it. */
export type RegisterNote = { line: number; column: string; said: string; is: string };

/** A line that was looked at: what it would make, with what it says otherwise; or its faults. */
type CheckedLine = { line: number; notes: RegisterNote[] } & (CheckedGood | { faults: RegisterFault[] });
type CheckedGood = { planned: PlannedLine; reference?: string; number?: string; assigneeId?: number };

type CheckInput = {
  text: string;
  /** Its own names of its columns. */
  header: readonly string[];
  mapping: RegisterMapping;
  known: KnownWords;
  seen: TableUnderstood;
  /** Lines up to this one are left out. */
  after?: number;
  /** The import that they are written by. */
  of?: number;
};

/** So many lines are compared with what the desk has by one statement. */
const TOGETHER = 100;

/** Every line of a table, checked against the desk as it is. Others are served between. */
export async function* checkLines(
  desk: Desk,
  place: ImportPlace,
  given: CheckInput,
): AsyncGenerator<CheckedLine> {
  const { after = 1 } = given;
  const input = { ...given, reading: readingOf(place, given), taken: takenReferences(desk, place, given.of) };
  let some: TableRecord[] = [];
  for await (const record of recordsOf(given.text)) {
    if (record.line <= after) continue;
    some.push(record);
    if (some.length < TOGETHER) continue;
    yield* checkSome(desk, place, input, some);
    some = [];
  }
  yield* checkSome(desk, place, input, some);
}

type SomeInput = CheckInput & { reading: LineReading; taken: TakenReferences };

async function* checkSome(
  desk: Desk,
  place: ImportPlace,
  { seen: { columns }, header, reading, taken }: SomeInput,
  some: readonly TableRecord[],
): AsyncGenerator<CheckedLine> {
  const read: ReturnType<typeof readRegisterLine>[] = some.map(({ line, cells }) => {
    const fault = new RuleViolation('csv-cells-too-many', { line });
    if (cells.slice(columns.length).some(Boolean)) return { faults: [fault] };
    const named = columns.flatMap((column, nth) => (column ? [[column, cells[nth] ?? '']] : []));
    return readRegisterLine(Object.fromEntries(named), reading);
  });
  await taken.learn(read.flatMap((one) => ('value' in one ? [one.value] : [])));
  const own = (column: string) => header[columns.indexOf(column as RegisterColumn)] ?? column;
  for (const [nth, one] of read.entries()) {
    if (nth % BREATH === 0) await others();
    const { line } = some[nth] as TableRecord;
    const checked: OneChecked =
      'value' in one ? checkLine(desk, place, { line, value: one.value, taken }) : one;
    if ('faults' in checked)
      yield {
        line,
        notes: [],
        faults: checked.faults.map((fault) => ({ line, column: own(fault.field ?? ''), fault })),
      };
    else
      yield {
        ...checked,
        line,
        notes: checked.notes.map((note) => ({ ...note, line, column: own(note.column) })),
      };
  }
}

function readingOf(
  { now, today, language, organisation }: ImportPlace,
  { mapping, known, seen: { orders } }: CheckInput,
): LineReading {
  const words: Partial<Record<WordColumn, ReadonlyMap<string, string>>> = { ...known.values };
  for (const [column, said] of Object.entries(mapping.values) as [WordColumn, Record<string, string>][]) {
    const own = Object.entries(said).map(([word, is]) => [folded(word), is] as const);
    words[column] = new Map([...(known.values[column] ?? []), ...own]);
  }
  return { now, today, zone: organisation.zone, language, orders, words, defaults: mapping.defaults };
}

type OneChecked =
  | { faults: RuleViolation[] }
  | (Pick<CheckedGood, 'planned' | 'reference' | 'number' | 'assigneeId'> & {
      notes: Omit<RegisterNote, 'line'>[];
    });
type LineToCheck = { line: number; value: RegisterLine; taken: TakenReferences };

function checkLine(desk: Desk, place: ImportPlace, { line, value, taken }: LineToCheck): OneChecked {
  try {
    const names = taken.nameFor(value, line);
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
