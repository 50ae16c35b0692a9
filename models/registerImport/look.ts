import { setImmediate as others } from 'node:timers/promises';
import { noteOrder, nothingSeen, orderDecided } from '../../domain/register/days.ts';
import type { TableLook } from '../../domain/register/look.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { recordsOf } from './table.ts';

/** After so many lines others have their turn. */
export const BREATH = 10;
const FIRST = 3;
/** A column with more different words than this is no closed list. */
const MOST_WORDS = 40;
const LONGEST_WORD = 60;
/** No day is written in more characters. */
const LONGEST_DAY = 30;

/** Looks at every line of a table, whatever its columns are. Throws `csv-unreadable`, and `table-missing` for one without a line. */
export async function lookAtTable(text: string): Promise<TableLook> {
  let header: string[] | undefined;
  const first: string[][] = [];
  let lines = 0;
  const orders = new Map<number, ReturnType<typeof nothingSeen>>();
  const words = new Map<number, Set<string>>();
  for await (const { cells } of recordsOf(text)) {
    if (!header) {
      header = cells;
      continue;
    }
    lines += 1;
    if (lines <= FIRST) first.push(cells);
    if (lines % BREATH === 0) await others();
    for (let nth = 0; nth < header.length; nth += 1) {
      const cell = cells[nth];
      if (!cell) continue;
      noteWord(words, nth, cell);
      if (cell.length > LONGEST_DAY || cell < '0' || cell > ':') continue;
      const seen = orders.get(nth) ?? nothingSeen();
      noteOrder(seen, cell);
      orders.set(nth, seen);
    }
  }
  if (!header || lines === 0) throw new RuleViolation('register-missing', {}, 'files');
  return {
    lines,
    first,
    columns: header.map((heading, nth) => {
      const seen = orders.get(nth);
      const known = words.get(nth);
      const few = known && known.size <= MOST_WORDS ? [...known] : [];
      return { heading, words: few, ...(seen && { order: orderDecided(seen) }) };
    }),
  };
}

function noteWord(words: Map<number, Set<string>>, nth: number, cell: string): void {
  const known = words.get(nth) ?? new Set();
  if (known.size <= MOST_WORDS) known.add(cell.slice(0, LONGEST_WORD));
  words.set(nth, known);
}
