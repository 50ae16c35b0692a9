import { assertMay } from '../../domain/permissions.ts';
import { type TableLook, understood } from '../../domain/register/look.ts';
import { completed, type KnownWords, type RegisterMapping } from '../../domain/register/mapping.ts';
import { select } from '../database/select.ts';
import type { By, Desk } from '../desk.ts';
import { RegisterImport } from '../registerImport.ts';
import { checkLines, type RegisterFault, type RegisterNote } from './check.ts';
import { lookAtTable } from './look.ts';
import { placeOf } from './place.ts';
import { type LineToWrite, writeLines } from './write.ts';

/** A table to import, how it is to be understood, and whether its good lines are taken although others have faults. */
export type RegisterTable = {
  text: string;
  fileName: string;
  mapping: RegisterMapping;
  known: KnownWords;
  onlyGood: boolean;
};

/** What was found in a table: its lines, those without a fault, and what is wrong with the others. */
export type FoundInTable = {
  read: number;
  good: number;
  faults: RegisterFault[];
  notes: RegisterNote[];
};

/** Checks a table as an import would, and writes nothing. Throws what `lookAtTable` throws. */
export async function checkRegister(desk: Desk, by: By, table: RegisterTable): Promise<FoundInTable> {
  assertMay(by, 'import-requests');
  return checkTable(desk, by, table, await lookAtTable(table.text), async () => {});
}

/** The same of a table that was looked at; `told` is called now and then meanwhile. */
export async function checkTable(
  desk: Desk,
  by: By,
  table: RegisterTable,
  look: TableLook,
  told: () => Promise<void>,
): Promise<FoundInTable> {
  const understanding = understandingOf(table, look);
  const faults = understanding.seen.faults.map((fault) => ({ line: 1, column: fault.field ?? '', fault }));
  const found: FoundInTable = { read: look.lines, good: 0, faults, notes: [] };
  if (faults.length > 0) return found;
  const place = await placeOf(desk, by);
  let checked = 0;
  for await (const line of checkLines(desk, place, { ...table, ...understanding })) {
    checked += 1;
    if (checked % TOLD_EACH === 0) await told();
    found.notes.push(...line.notes);
    if ('faults' in line) faults.push(...line.faults);
    else found.good += 1;
  }
  return found;
}

const TOLD_EACH = 500;

function understandingOf({ mapping: said, known }: RegisterTable, look: TableLook) {
  const header = look.columns.map(({ heading }) => heading);
  const mapping = completed(header, said, known);
  return { header, mapping, seen: understood(look, mapping) };
}

/** Imports a table: all of it, or its good lines where that was chosen. Returns what was found, and how many requests were made. */
export async function importRegister(
  desk: Desk,
  by: By,
  table: RegisterTable,
): Promise<FoundInTable & { made: number; id?: number }> {
  const found = await checkRegister(desk, by, table);
  if (found.good === 0 || (found.faults.length > 0 && !table.onlyGood)) return { ...found, made: 0 };
  const now = desk.clock();
  const { organisationId, actor } = by;
  const run = await RegisterImport.create({
    organisationId,
    actor,
    fileName: table.fileName.slice(0, LONGEST_NAME),
    state: 'writing',
    mapping: JSON.stringify(table.mapping),
    onlyGood: table.onlyGood,
    read: found.read,
    made: 0,
    faulty: found.read - found.good,
    begunAt: now,
    touchedAt: now,
  });
  return { ...found, made: await writeTable(desk, by, run, table), id: run.id };
}

/** As its column has room for. */
export const LONGEST_NAME = 255;
/** So many lines are written together: others write between. */
const BATCH = 50;

/** Writes the lines of a table that have no fault, batch by batch; those that it wrote before are left out. Returns how many there are. */
export async function writeTable(
  desk: Desk,
  by: By,
  run: RegisterImport,
  table: RegisterTable,
): Promise<number> {
  const understanding = understandingOf(table, await lookAtTable(table.text));
  const place = await placeOf(desk, by);
  const written = await linesWritten(desk, run);
  run.made = written.count;
  let batch: LineToWrite[] = [];
  const write = async () => {
    const made = await writeLines(desk, by, place, run, batch);
    await run.update({ made: run.made + made, touchedAt: desk.clock() });
    batch = [];
  };
  for await (const line of checkLines(desk, place, {
    ...table,
    ...understanding,
    after: written.last,
    of: run.id,
  })) {
    if (!('planned' in line)) continue;
    const { planned, reference, number, assigneeId, line: at } = line;
    batch.push({ ...planned, at, reference, number, assigneeId });
    if (batch.length === BATCH) await write();
  }
  if (batch.length > 0) await write();
  const now = desk.clock();
  await run.update({ state: 'written', faulty: run.read - run.made, endedAt: now, touchedAt: now });
  return run.made;
}

/** What a run has written so far: the last line, since it writes them in their order, and how many. */
async function linesWritten(desk: Desk, { id }: RegisterImport): Promise<{ last?: number; count: number }> {
  const [row] = await select<{ last: number | null; count: number | string }>(
    desk.database,
    `SELECT MAX(import_line) AS last, COUNT(*) AS count FROM subject_requests WHERE import_id = :id AND kind = 'request'`,
    { id },
  );
  return { last: row?.last ?? undefined, count: Number(row?.count ?? 0) };
}
