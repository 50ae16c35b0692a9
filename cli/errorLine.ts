import { RuleViolation } from '../domain/ruleViolation.ts';
import { sentenceOf } from '../views/faults.ts';
import { translator } from '../views/i18n.ts';

/** The most characters of an input value repeated in an error, and of the whole line. */
const LONGEST_VALUE = 80;
const LONGEST_LINE = 2000;
/** Values that describe the desk's own files, or name what it knows; these are printed in full. */
const WHOLE = ['difference', 'message', 'file', 'path', 'columns'];

/** The message of an error on one line. Values from the input are cut short: they may be megabytes. */
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
