import type { PolicyPack } from '../domain/policies/policy.ts';
import { RIGHTS } from '../domain/rights.ts';
import { type Answered, answerEach, CaseFault, type RawCase } from './cases.ts';
import {
  answerDeadlines,
  type DeadlineAnswer,
  type DeadlinesQuestion,
  momentAsked,
  rightNamed,
} from './deadlinesAnswer.ts';
import { parseFacts } from './factsFile.ts';

export type DeadlinesCase = Answered<{ deadlines: DeadlineAnswer[] }>;

/** The deadlines of each case `{id, policy, right, facts, at?}` of a file, in order. A refused case does not stop the others. */
export const answerDeadlineCases = (path: string, packs: readonly PolicyPack[]): DeadlinesCase[] =>
  answerEach(path, (item) => ({ deadlines: answerDeadlines(packs, questionOf(item)) }));

const KNOWN = ['id', 'policy', 'right', 'facts', 'at'];

function questionOf(item: RawCase): DeadlinesQuestion {
  const unknown = Object.keys(item).find((key) => !KNOWN.includes(key));
  if (unknown) throw new CaseFault(`${unknown} is not one of ${KNOWN.join(', ')}.`);
  const { policy, at } = item;
  if (typeof policy !== 'string') throw new CaseFault('policy is missing or not a text.');
  if (at !== undefined && typeof at !== 'string') throw new CaseFault('at must be a text.');
  const right = rightNamed(item.right);
  if (!right) throw new CaseFault(`right must be one of ${RIGHTS.join(', ')}.`);
  return { policy, right, facts: parseFacts(item.facts, 'facts'), now: momentAsked(at) };
}
