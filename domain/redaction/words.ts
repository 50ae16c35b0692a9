import { RuleViolation } from '../ruleViolation.ts';
import { foldedText, type Span } from './folded.ts';
import type { RemovalReason, WordRemoval } from './removal.ts';

/** What stands where words were removed. It has one width, so that it does not tell how long they were. */
export const MARK = '*****';

/** A place where words stand that are to be removed; `nth` is their place in the list of removals. */
export type WordMatch = Span & { nth: number };

/** Finds words in texts. `longest` is how much text one match can take, so that a text can be read in pieces. */
export type WordFinder = {
  removals: readonly WordRemoval[];
  longest: number;
  matches(text: string, from?: number): WordMatch[];
  isIn(text: string): boolean;
};

/** How words may be written. `scattered`: a program that reads glyphs may have put spaces between them, or none. */
type WordSpacing = 'running' | 'scattered';

/**
 * A finder of words. They match as whole words: `Ann` is not in `Anna`, unless it is asked for as `Ann*`, which takes the whole of
 * `Anna`. A line may break at their spaces, and within them after a hyphen.
 */
export function finderOf(removals: readonly WordRemoval[], writing: WordSpacing = 'running'): WordFinder {
  const parts = removals.map(({ words }) => patternOf(words, writing));
  const order = [...parts.keys()].sort((a, b) => (parts[b] as string).length - (parts[a] as string).length);
  const found = order.map((nth) => `(${parts[nth]})`).join('|');
  const all = found ? new RegExp(found, 'gu') : undefined;
  const longest = Math.max(0, ...removals.map(({ words }) => words.length)) * 8 + 4096;
  const matches = (text: string): WordMatch[] => (all ? matched(text, all, order) : []);
  return { removals, longest, matches, isIn: (text) => matches(text).length > 0 };
}

function matched(text: string, all: RegExp, order: number[]): WordMatch[] {
  const folded = foldedText(text);
  return [...folded.text.matchAll(all)].map((found) => ({
    start: folded.place(found.index).start,
    end: folded.place(found.index + found[0].length - 1).end,
    nth: order[found.findIndex((group, at) => at > 0 && group !== undefined) - 1] as number,
  }));
}

const LETTER = '[\\p{L}\\p{N}\\p{M}]';
/** WordSpacing without spaces has no whole words to hold to. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const SPACE = '\\s{1,64}';
const LINE_END = '[ \\t]{0,8}\\r?\\n\\s{0,64}';

function patternOf(words: string, writing: WordSpacing): string {
  const [, before = '', core = '', after = ''] = /^\s*(\*?)\s*(.*?)\s*(\*?)\s*$/s.exec(words) ?? [];
  const folded = foldedText(core).text.trim();
  if (!/[\p{L}\p{N}]/u.test(folded)) throw new RuleViolation('words-missing', { words });
  const letters = [...folded];
  const isScattered = writing === 'scattered' && letters.length >= 5;
  const inner = folded
    .split(/\s+/)
    .map((word) => inWord([...word], isScattered))
    .join(isScattered ? '\\s{0,64}' : SPACE);
  return (
    edge(before, letters[0] as string, 'before') + inner + edge(after, letters.at(-1) as string, 'after')
  );
}

const inWord = (letters: string[], isScattered: boolean): string =>
  letters
    .map((letter, at) => (at > 0 ? gapAfter(letters[at - 1], isScattered) : '') + escaped(letter))
    .join('');

/** What may stand between two letters of a word: the end of a line, after a hyphen of the word or one that a program put there. */
function gapAfter(letter: string | undefined, isScattered: boolean): string {
  const broken = letter === '-' ? `(?:${LINE_END})?` : `(?:-${LINE_END})?`;
  return isScattered ? `${broken}\\s{0,2}` : broken;
}

/** What may not stand beside the words, or, with an asterisk, the rest of the word that goes with them. */
function edge(star: string, letter: string, side: 'before' | 'after'): string {
  if (star) return side === 'before' ? `(?<!${LETTER})${LETTER}{0,100}` : `${LETTER}{0,100}`;
  if (!/[\p{L}\p{N}]/u.test(letter) || UNSPACED.test(letter)) return '';
  return side === 'before' ? `(?<!${LETTER})` : `(?!${LETTER})`;
}

const escaped = (letter: string): string =>
  /['`]/.test(letter) ? "['`]" : letter.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

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

/** RemovalCounts one match under its reason. */
export function counted(counts: RemovalCounts, { removals }: WordFinder, { nth }: WordMatch): void {
  const { reason } = removals[nth] as WordRemoval;
  counts.set(reason, (counts.get(reason) ?? 0) + 1);
}
