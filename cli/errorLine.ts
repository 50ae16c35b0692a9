import { RuleViolation } from '../domain/ruleViolation.ts';
import { sentenceOf } from '../views/faults.ts';
import { translator } from '../views/i18n.ts';

/** The most characters of one value of the input that an error repeats, and of the line as a whole. */
const LONGEST_VALUE = 80;
const LONGEST_LINE = 2000;
/** What a violation tells of the desk's own files, in full. */
const WHOLE = ['difference', 'message', 'file', 'path'];

/** What to say of an error, on one line. A value that was given is repeated to be recognised, not in full: it may be megabytes. */
export function errorLineOf(error: unknown): string {
  return briefly(error instanceof RuleViolation ? sentence(error) : (error as Error).message);
}

/** A line in which no word is longer than a value may be. */
export const briefly = (line: string): string =>
  cut(
    line.replaceAll(/\S{81,}/g, (word) => cut(word, LONGEST_VALUE)),
    LONGEST_LINE,
  );

function sentence({ code, data }: RuleViolation): string {
  const brief = Object.entries(data).map(([name, value]) => [
    name,
    typeof value === 'string' && !WHOLE.includes(name) ? cut(value, LONGEST_VALUE) : value,
  ]);
  return sentenceOf(translator('en'), new RuleViolation(code, Object.fromEntries(brief)));
}

const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;
