import { folded } from '../folding.ts';

/** So many words at least: fewer are alike by chance, such as "Please delete my data". */
const FEWEST_WORDS = 8;
/** Only the beginning of a long text is compared. */
const MOST_RUNS = 400;
/** A text has so many prints, each made of two of its smallest values. */
const PRINTS = 8;

/** How many numbers a digest must give for each run of words. */
export const VALUES_OF_RUN = PRINTS * 2;

/** From so many prints of eight in common, two texts are suggested as nearly the same: of their runs of three words about four of five are in both. */
export const ALIKE_FROM = 5;

/**
 * What of a text is kept to find nearly the same again: eight short prints of its runs of three words, none where it has fewer than eight words.
 * `valuesOf` gives sixteen numbers for a run, keyed by a secret, so that nobody without it can try texts. A campaign's letter with
 * another name in it shares most prints; a text of one's own none. MinHash after Broder (1997).
 */
export function printsOf(text: string, valuesOf: (run: string) => readonly number[]): string[] {
  const words = folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  if (words.length < FEWEST_WORDS) return [];
  const runs = new Set(words.slice(2).map((word, nth) => `${words[nth]} ${words[nth + 1]} ${word}`));
  const smallest = Array.from({ length: VALUES_OF_RUN }, () => Number.POSITIVE_INFINITY);
  for (const run of [...runs].slice(0, MOST_RUNS))
    for (const [nth, value] of valuesOf(run).entries())
      smallest[nth] = Math.min(smallest[nth] ?? value, value);
  return Array.from({ length: PRINTS }, (_, nth) =>
    [smallest[2 * nth], smallest[2 * nth + 1]].map((value) => Number(value).toString(36)).join('-'),
  );
}
