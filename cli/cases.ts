import { errorLineOf } from './errorLine.ts';
import { readJson } from './jsonFile.ts';
import { UnreadableInput } from './result.ts';

export type RawCase = Record<string, unknown>;
export type Answered<T> = { id: unknown } & (T | { error: string });

/** A case whose form is wrong. */
export class CaseFault extends Error {}

/**
 * Answers each case of a file, in order. If `answer` throws for one, its error is printed in its place and the others go
 * on. The file is an array, or an object with the array under `cases`.
 */
export function answerEach<T extends object>(path: string, answer: (item: RawCase) => T): Answered<T>[] {
  return casesIn(path).map((item) => {
    const id = isObject(item) && item.id !== undefined ? item.id : null;
    try {
      if (!isObject(item)) throw new CaseFault('A case must be an object.');
      return { id, ...answer(item) };
    } catch (error) {
      return { id, error: errorLineOf(error) };
    }
  });
}

function casesIn(path: string): unknown[] {
  const content = readJson(path);
  const cases = isObject(content) ? content.cases : content;
  if (!Array.isArray(cases)) throw new UnreadableInput(`${path}: give an array of cases`);
  return cases;
}

export function isObject(value: unknown): value is RawCase {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
