import type { PolicyPack } from '../domain/policies/policy.ts';
import { RIGHTS } from '../domain/rights.ts';
import { type Answered, answerEach, type Case, CaseFault } from './cases.ts';
import {
  answerDeadlines,
  type DeadlineRow,
  type DeadlinesQuestion,
  momentAsked,
  rightNamed,
} from './deadlinesAnswer.ts';
import { readFacts } from './factsFile.ts';

export type DeadlinesCase = Answered<{ deadlines: DeadlineRow[] }>;

/** The deadlines of each case `{id, policy, right, facts, at?}` of a file, in order. A refused case does not stop the others. */
export const answerDeadlineCases = (path: string, packs: readonly PolicyPack[]): DeadlinesCase[] =>
  answerEach(path, (item) => ({ deadlines: answerDeadlines(packs, questionOf(item)) }));

const KNOWN = ['id', 'policy', 'right', 'facts', 'at'];

function questionOf(item: Case): DeadlinesQuestion {
  const unknown = Object.keys(item).find((key) => !KNOWN.includes(key));
  if (unknown) throw new CaseFault(`${unknown} is none of ${KNOWN.join(', ')}.`);
  const { policy, at } = item;
  if (typeof policy !== 'string') throw new CaseFault('policy is missing, or not a text.');
  if (at !== undefined && typeof at !== 'string') throw new CaseFault('at is not a text.');
  const right = rightNamed(item.right);
  if (!right) throw new CaseFault(`right is none of ${RIGHTS.join(', ')}.`);
  return { policy, right, facts: readFacts(item.facts, 'facts'), now: momentAsked(at) };
}
