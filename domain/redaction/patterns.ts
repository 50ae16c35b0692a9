import { RuleViolation } from '../ruleViolation.ts';
import { foldedText } from './folded.ts';

/** How words may be written. `scattered`: a program that reads glyphs may have put spaces between them, or none. */
export type WordSpacing = 'running' | 'scattered';

/** A pattern of words, whole, and how it begins; unless it begins with the rest of a word. */
export type WordPattern = { whole: string; begin: string | undefined };

const LETTER = '[\\p{L}\\p{N}\\p{M}]';
/** Writing without spaces has no whole words to hold to. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
/** Spaces, ends of lines, and what a mail puts before a line that it quotes. */
const SPACE = '(?:\\s|(?<=\\n|>|> )>){1,64}';
const LINE_END = '[ \\t]{0,8}\\r?\\n\\s{0,64}';

/** The pattern of words in a folded text. */
export function patternOf(words: string, spacing: WordSpacing): WordPattern {
  const [, before = '', core = '', after = ''] = /^\s*(\*?)\s*(.*?)\s*(\*?)\s*$/s.exec(words) ?? [];
  const folded = foldedText(core).text.trim();
  if (!/[\p{L}\p{N}]/u.test(folded)) throw new RuleViolation('words-missing', { words });
  const letters = [...folded];
  const isScattered = spacing === 'scattered' && letters.length >= 5;
  const inner = folded
    .split(/\s+/)
    .map((word) => inWord([...word], isScattered))
    .join(isScattered ? '\\s{0,64}' : SPACE);
  const whole =
    edge(before, letters[0] as string, 'before') + inner + edge(after, letters.at(-1) as string, 'after');
  return { whole, begin: before ? undefined : beginOf(letters, isScattered) };
}

/** The first three letters, or fewer where a word ends or a line breaks. */
function beginOf([first = '', second = '', third = '']: string[], isScattered: boolean): string {
  const gap = isScattered ? '[-\\s]' : '-';
  const one = (letter: string) => (/\s/.test(letter) ? '\\s' : escaped(letter));
  if (!second) return one(first);
  return `${one(first)}(?:${one(second)}${third ? `(?:${one(third)}|${gap})` : ''}|${gap})`;
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
