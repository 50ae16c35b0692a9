/** A line that one text has and the other lacks. */
export type ChangedLine = { change: 'added' | 'removed'; text: string };

/** Above so many comparisons all lines of both count as changed. */
const MOST = 1_000_000;

/**
 * The lines that differ between two texts, in order: those of the first that are gone, those of the second that are new. Lines that
 * both have in the same order are left out (the longest common run of lines).
 */
export function changedLines(was: string, is: string): ChangedLine[] {
  const [before, after] = [was.split('\n'), is.split('\n')];
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < Math.min(before.length, after.length) - start && before.at(-1 - end) === after.at(-1 - end))
    end += 1;
  return between(before.slice(start, before.length - end), after.slice(start, after.length - end)).filter(
    ({ text }) => text.trim() !== '',
  );
}

function between(before: string[], after: string[]): ChangedLine[] {
  const removed = (text: string): ChangedLine => ({ change: 'removed', text });
  const added = (text: string): ChangedLine => ({ change: 'added', text });
  if (before.length * after.length > MOST) return [...before.map(removed), ...after.map(added)];
  const common = commonRuns(before, after);
  const lines: ChangedLine[] = [];
  let [one, other] = [0, 0];
  while (one < before.length || other < after.length) {
    const [old, fresh] = [before[one], after[other]];
    if (old !== undefined && old === fresh) {
      one += 1;
      other += 1;
    } else if (
      fresh === undefined ||
      (old !== undefined && runAt(common, one + 1, other) >= runAt(common, one, other + 1))
    ) {
      lines.push(removed(old ?? ''));
      one += 1;
    } else {
      lines.push(added(fresh));
      other += 1;
    }
  }
  return lines;
}

/** For each pair of places the length of the longest run of lines that both have from there on, in order. */
function commonRuns(before: string[], after: string[]): number[][] {
  const table = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  for (let one = before.length - 1; one >= 0; one -= 1)
    for (let other = after.length - 1; other >= 0; other -= 1)
      (table[one] as number[])[other] =
        before[one] === after[other]
          ? runAt(table, one + 1, other + 1) + 1
          : Math.max(runAt(table, one + 1, other), runAt(table, one, other + 1));
  return table;
}

const runAt = (table: number[][], one: number, other: number): number => table[one]?.[other] ?? 0;
