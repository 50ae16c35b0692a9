import { errorLineOf } from './errorLine.ts';
import { readJson } from './jsonFile.ts';
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

export function isObject(value: unknown): value is Case {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
