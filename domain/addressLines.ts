import { folded } from './folding.ts';
import { line } from './writing.ts';

/**
 * The lines of a postal address as they stand on a letter: the name first, and once, also where whoever noted the address began with
 * it, on a line of its own or before a comma. `Ada Example` with `Ada Example\n1 Sample Street` is `Ada Example`, `1 Sample Street`;
 * with `Ada Example, 1 Sample Street` the same. In: any text; out: lines without spaces at their ends, none empty.
 */
export function addressLines(name: string, address: string): string[] {
  const [first = '', ...rest] = address.split('\n').map(line).filter(Boolean);
  return [line(name), withoutName(first, name), ...rest].filter(Boolean);
}

function withoutName(first: string, name: string): string {
  const [head = '', ...rest] = first.split(',');
  return folded(head) === folded(name) ? line(rest.join(',')) : first;
}
