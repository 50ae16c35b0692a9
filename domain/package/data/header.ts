import { inert, revived } from '../../csvCell.ts';
import { DataFault, MOST_COLUMNS } from './dataFault.ts';

/** The names of a table's columns from its first line, each once: `column 3` where there is none, `name (2)` the second time. */
export function namesOf(header: readonly string[]): string[] {
  if (header.length > MOST_COLUMNS) throw new DataFault('too-wide');
  const known = new Set<string>();
  return header.map((cell, nth) => {
    const base = cell || `column ${nth + 1}`;
    let name = base;
    for (let again = 2; known.has(name); again += 1) name = `${base} (${again})`;
    known.add(name);
    return name;
  });
}

/** The names that whoever reads a table of ours finds: no spreadsheet runs a header either. */
export const namesWritten = (names: readonly string[]): string[] =>
  namesOf(names.map((name) => revived(inert(name))));
