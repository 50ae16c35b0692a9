import { RuleViolation } from '../ruleViolation.ts';

/** More pages than any file that is read here. */
const MOST = 10_000;

/** The numbers of pages as they are typed: `1, 4-6` is 1, 4, 5, 6. Throws `pages-invalid`, beside a field. */
export function pageNumbers(typed: string, field: string): number[] {
  const parts = typed.split(/[,;\s]+/).filter(Boolean);
  const pages = parts.flatMap((part) => {
    const [, first, last = first] = /^(\d{1,5})(?:[-–](\d{1,5}))?$/.exec(part) ?? [];
    const [from, to] = [Number(first), Number(last)];
    if (!(from >= 1 && to >= from && to <= MOST)) throw new RuleViolation('pages-invalid', { part }, field);
    return Array.from({ length: to - from + 1 }, (_, nth) => from + nth);
  });
  return [...new Set(pages)].sort((one, other) => one - other);
}

/** The numbers as they would be typed: 1, 4, 5, 6 is `1, 4-6`. */
export function pagesTyped(pages: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const page of pages) {
    const run = runs.at(-1);
    if (run && page === run[1] + 1) run[1] = page;
    else runs.push([page, page]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(', ');
}
