import { foldedText, type Span } from './folded.ts';
import { patternOf, type WordPattern, type WordSpacing } from './patterns.ts';
import type { RemovalReason, WordRemoval } from './removal.ts';

/** What stands where words were removed. It has one width, so that it does not tell how long they were. */
export const MARK = '*****';

/** A place where words stand that are to be removed; `nth` is their place in the list of removals. */
export type WordMatch = Span & { nth: number };

/** Finds words in texts. `longest` is how much text one match can take, so that a text can be read in pieces. */
export type WordFinder = {
  removals: readonly WordRemoval[];
  longest: number;
  matches(text: string): WordMatch[];
  isIn(text: string): boolean;
};

/**
 * A finder of words. They match as whole words: `Ann` is not in `Anna`, unless it is asked for as `Ann*`, which takes the whole of
 * `Anna`. A line may break at their spaces, and within them after a hyphen.
 */
export function finderOf(removals: readonly WordRemoval[], spacing: WordSpacing = 'running'): WordFinder {
  const patterns = removals.map(({ words }) => patternOf(words, spacing));
  const order = [...patterns.keys()].sort(
    (a, b) => (patterns[b]?.whole.length ?? 0) - (patterns[a]?.whole.length ?? 0),
  );
  const sorted = order.map((nth) => patterns[nth] as WordPattern);
  const search = sorted.length > 0 ? searchFor(sorted) : () => [];
  const matches = (text: string): WordMatch[] => {
    const folded = foldedText(text);
    return search(folded.text).map(({ start, end, nth }) => ({
      start: folded.place(start).start,
      end: folded.place(end - 1).end,
      nth: order[nth] as number,
    }));
  };
  const longest = Math.max(0, ...removals.map(({ words }) => words.length)) * 8 + 4096;
  return { removals, longest, matches, isIn: (text) => matches(text).length > 0 };
}

/**
 * Finds patterns in a folded text. Where one may begin is found by its first letters, which is fast, and only there the whole is
 * tried. A pattern that begins with the rest of a word can begin anywhere: then the whole is searched for.
 */
function searchFor(patterns: readonly WordPattern[]): (text: string) => WordMatch[] {
  const whole = patterns.map((pattern) => `(${pattern.whole})`).join('|');
  const isFast = patterns.every(({ begin }) => begin !== undefined);
  const begin = new RegExp(
    isFast ? patterns.map((pattern) => pattern.begin).join('|') : whole,
    isFast ? 'g' : 'gu',
  );
  const here = new RegExp(whole, isFast ? 'yu' : 'gu');
  return (text) => {
    const found: WordMatch[] = [];
    begin.lastIndex = 0;
    for (let first = begin.exec(text); first; first = begin.exec(text)) {
      here.lastIndex = first.index;
      const match = here.exec(text);
      begin.lastIndex = match ? here.lastIndex : first.index + 1;
      if (match) found.push({ start: match.index, end: here.lastIndex, nth: groupOf(match) });
    }
    return found;
  };
}

const groupOf = (match: RegExpExecArray): number =>
  match.findIndex((group, at) => at > 0 && group !== undefined) - 1;

/** How often something was removed, by reason. */
export type RemovalCounts = Map<RemovalReason, number>;

/** A text without the words, each replaced by the mark; and how often, by reason. */
export function withoutWords(text: string, finder: WordFinder, counts: RemovalCounts): string {
  const matches = finder.matches(text);
  if (matches.length === 0) return text;
  let out = '';
  let done = 0;
  for (const match of matches) {
    if (match.end <= done) continue;
    out += text.slice(done, Math.max(done, match.start)) + MARK;
    done = match.end;
    counted(counts, finder, match);
  }
  return out + text.slice(done);
}

/** Counts one match under its reason. */
export function counted(counts: RemovalCounts, { removals }: WordFinder, { nth }: WordMatch): void {
  const { reason } = removals[nth] as WordRemoval;
  counts.set(reason, (counts.get(reason) ?? 0) + 1);
}
