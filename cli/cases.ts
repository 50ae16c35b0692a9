import { readFileSync } from 'node:fs';
import { RuleViolation } from '../domain/ruleViolation.ts';
import { sentenceOf } from '../views/faults.ts';
import { translator } from '../views/i18n.ts';
import { UnreadableInput } from './result.ts';

export type Case = Record<string, unknown>;
export type Answered<T> = { id: unknown } & (T | { error: string });

/** A case that is not written as one. */
export class CaseFault extends Error {}

/**
 * The answer to each case of a file, in its order; `answer` throws where a case is refused, which says why in its place and
 * stops no other. The file is an array, or an object with the array under `cases`.
 */
export function answerEach<T extends object>(path: string, answer: (item: Case) => T): Answered<T>[] {
  return casesIn(path).map((item) => {
    const id = isObject(item) && item.id !== undefined ? item.id : null;
    try {
      if (!isObject(item)) throw new CaseFault('A case is an object.');
      return { id, ...answer(item) };
    } catch (error) {
      const refused = error instanceof RuleViolation;
      return { id, error: refused ? sentenceOf(translator('en'), error) : (error as Error).message };
    }
  });
}

function casesIn(path: string): unknown[] {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new UnreadableInput(`${path}: ${(error as Error).message}`);
  }
  const cases = isObject(content) ? content.cases : content;
  if (!Array.isArray(cases)) throw new UnreadableInput(`${path}: give an array of cases`);
  return cases;
}

export function isObject(value: unknown): value is Case {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
