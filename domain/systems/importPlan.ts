import type { CalendarDate } from '../calendar/calendarDate.ts';
import { folded } from '../folding.ts';
import type { RuleViolation } from '../ruleViolation.ts';
import { faultsOfRegister } from './register.ts';
import type { SystemEntry } from './system.ts';
import { formOfLine, linesOf } from './systemCsv.ts';
import { emptySystem, formOf, readSystem } from './systemForm.ts';

/** A fault of a table, by its line (the header is line 1) and column. */
type LineFault = { line: number; column: string; fault: RuleViolation };

/** What an import would do. Where there are faults, nothing is done. */
export type ImportPlan = {
  added: SystemEntry[];
  changed: { name: string; before: SystemEntry; entry: SystemEntry }[];
  unchanged: number;
  faults: LineFault[];
};

type Present = { entries: readonly SystemEntry[]; language: string; today: CalendarDate };

/**
 * What the lines of a table would do to the register: a name that is there changes its entry, any other adds one; no line removes
 * one. Throws a `RuleViolation` where the text is no such table.
 */
export function planImport(text: string, { entries, language, today }: Present): ImportPlan {
  const plan: ImportPlan = { added: [], changed: [], unchanged: 0, faults: [] };
  const places: { line: number; entry: SystemEntry }[] = [];
  const present = new Map(entries.map((entry) => [folded(entry.name), entry]));
  for (const line of linesOf(text)) {
    const before = present.get(folded(line.cells.name ?? ''));
    const read = readSystem(formOfLine(line, before ? formOf(before) : emptySystem(language), today));
    if ('faults' in read) plan.faults.push(...read.faults.map((fault) => faultAt(line.line, fault)));
    else {
      places.push({ line: line.line, entry: read.value });
      if (!before) plan.added.push(read.value);
      else if (isSameEntry(before, read.value)) plan.unchanged += 1;
      else plan.changed.push({ name: before.name, before, entry: read.value });
    }
  }
  plan.faults.push(...faultsTogether(places, entries));
  plan.faults.sort((one, other) => one.line - other.line);
  return plan;
}

/** Both days of use are one column. */
const faultAt = (line: number, fault: RuleViolation): LineFault => ({
  line,
  column: /^active/.test(fault.field ?? '') ? 'active' : (fault.field ?? ''),
  fault,
});

/** What does not fit together once every line is in the register. */
function faultsTogether(
  lines: readonly { line: number; entry: SystemEntry }[],
  entries: readonly SystemEntry[],
): LineFault[] {
  const named = new Set(lines.map(({ entry }) => folded(entry.name)));
  const staying = entries.filter(({ name }) => !named.has(folded(name)));
  const faults = faultsOfRegister([...lines.map(({ entry }) => entry), ...staying]);
  return lines.flatMap(({ line }, place) => (faults[place] ?? []).map((fault) => faultAt(line, fault)));
}

/** Whether two entries say the same. */
export const isSameEntry = (one: SystemEntry, other: SystemEntry): boolean => asText(one) === asText(other);

const asText = (entry: SystemEntry): string =>
  JSON.stringify(Object.entries(entry).sort(([one], [other]) => (one < other ? -1 : 1)));
