/**
 * The name that was probably meant: the one with the fewest letters to change, at most a third of them; undefined if none is that near.
 * `refrence` is `reference`.
 */
export function nearestOf(written: string, names: readonly string[]): string | undefined {
  const word = written.toLowerCase();
  const [best] = names
    .map((name) => ({ name, changes: changesBetween(word, name.toLowerCase()) }))
    .filter(({ name, changes }) => changes * 3 <= Math.max(name.length, word.length))
    .sort((one, other) => one.changes - other.changes);
  return best?.name;
}

/** The letters to add, take out or replace to turn one word into the other (Levenshtein). */
function changesBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  [...one.slice(0, 40)].forEach((letter, down) => {
    const next = [down + 1];
    for (let at = 1; at <= other.length; at += 1)
      next.push(
        Math.min(
          (next[at - 1] as number) + 1,
          (row[at] as number) + 1,
          (row[at - 1] as number) + (letter === other[at - 1] ? 0 : 1),
        ),
      );
    row = next;
  });
  return row.at(-1) as number;
}
