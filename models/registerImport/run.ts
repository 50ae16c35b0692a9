import { assertMay } from '../../domain/permissions.ts';
import { completed, type KnownWords, type RegisterMapping } from '../../domain/register/mapping.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { By, Desk } from '../desk.ts';
import { RegisterImport } from '../registerImport.ts';
import { checkLines, lookAtTable, type RegisterFault, type RegisterNote } from './check.ts';
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

/** Checks a table as an import would, and writes nothing. */
export async function checkRegister(desk: Desk, by: By, table: RegisterTable): Promise<FoundInTable> {
  assertMay(by, 'import-requests');
  const seen = await lookAtTable(table.text, (header) => completed(header, table.mapping, table.known));
  const mapping = completed(seen.header, table.mapping, table.known);
  const faults = [...seen.faults, ...openDays(seen.ask)];
  const found: FoundInTable = { read: seen.lines, good: 0, faults, notes: [] };
  if (faults.length > 0) return found;
  const place = await placeOf(desk, by);
  for await (const line of checkLines(desk, place, { ...table, mapping, seen })) {
    found.notes.push(...line.notes);
    if ('faults' in line) faults.push(...line.faults);
    else found.good += 1;
  }
  return found;
}

/** A column whose days could be read in two ways is asked about once, not at each line. */
const openDays = (ask: readonly string[]): RegisterFault[] =>
  ask.map((column) => ({ line: 1, column, fault: new RuleViolation('register-days-open', {}, column) }));

/** So many lines are written together: others write between. */
const BATCH = 50;

/** Imports a table that was checked: all of it, or its good lines where that was chosen. Returns what was found, and how many were made. */
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
    fileName: table.fileName,
    state: 'writing',
    mapping: JSON.stringify(table.mapping),
    onlyGood: table.onlyGood,
    read: found.read,
    made: 0,
    faulty: found.read - found.good,
    begunAt: now,
    touchedAt: now,
  });
  const made = await writeAll(desk, by, run, table);
  return { ...found, made, id: run.id };
}

/** Writes the good lines, batch by batch. */
async function writeAll(desk: Desk, by: By, run: RegisterImport, table: RegisterTable): Promise<number> {
  const seen = await lookAtTable(table.text, (header) => completed(header, table.mapping, table.known));
  const mapping = completed(seen.header, table.mapping, table.known);
  const place = await placeOf(desk, by);
  let batch: LineToWrite[] = [];
  const write = async () => {
    const made = await writeLines(desk, by, place, run, batch);
    await run.update({ made: run.made + made, touchedAt: desk.clock() });
    batch = [];
  };
  for await (const line of checkLines(desk, place, { ...table, mapping, seen })) {
    if (!('planned' in line)) continue;
    const { planned, reference, number, assigneeId, line: at } = line;
    batch.push({ ...planned, at, reference, number, assigneeId });
    if (batch.length === BATCH) await write();
  }
  if (batch.length > 0) await write();
  await run.update({ state: 'written', endedAt: desk.clock(), touchedAt: desk.clock() });
  return run.made;
}
