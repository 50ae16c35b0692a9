import { parseArgs } from 'node:util';
import { RIGHTS } from '../domain/rights.ts';
import { RuleViolation } from '../domain/ruleViolation.ts';
import { readPacks } from '../models/policy.ts';
import { answerDeadlines, type DeadlineAnswer, momentAsked, rightNamed } from './deadlinesAnswer.ts';
import { answerDeadlineCases, type DeadlinesCase } from './deadlinesCases.ts';
import { readFactsFile } from './factsFile.ts';
import { policyFolders } from './policyFolders.ts';
import { type CommandResult, done, WrongUsage } from './result.ts';
import { formsOf } from './usage.ts';

const USAGE = `usage: ${formsOf('deadlines')}`;
const SINGLE = ['policy', 'right', 'facts', 'at'] as const;

/**
 * Computes the deadlines of one request, or of each case of a file, without a desk. `--at` sets the instant at which lateness
 * is judged; the default is now. Exit code 0; 1 when a rule refuses the one request; 2 for wrong usage; 65 for a file that
 * cannot be read. A refused case of a file is reported in its place.
 */
export function deadlinesCommand(args: string[]): CommandResult {
  const { values } = parseArgs({
    args,
    options: {
      policy: { type: 'string' },
      right: { type: 'string' },
      facts: { type: 'string' },
      at: { type: 'string' },
      file: { type: 'string' },
      json: { type: 'boolean' },
    },
  });
  if (values.file !== undefined) {
    if (SINGLE.some((name) => values[name] !== undefined))
      throw new WrongUsage(`--file takes all values from its cases; ${USAGE}`);
    const answers = answerDeadlineCases(values.file, readPacks(policyFolders()));
    return done(values.json, answers, answers.flatMap(linesOf));
  }
  if (!values.policy || !values.right || !values.facts) throw new WrongUsage(USAGE);
  const right = rightNamed(values.right);
  if (!right) throw new WrongUsage(`there is no right ${values.right}; give one of ${RIGHTS.join(', ')}`);
  const { policy, at } = values;
  const question = { policy, right, facts: readFactsFile(values.facts), now: nowOf(at) };
  const rows = answerDeadlines(readPacks(policyFolders()), question);
  return done(values.json, rows, rows.map(lineOf));
}

function nowOf(at: string | undefined): Date {
  try {
    return momentAsked(at);
  } catch (error) {
    if (error instanceof RuleViolation) throw new WrongUsage(`--at takes an instant; ${USAGE}`);
    throw error;
  }
}

function linesOf(answer: DeadlinesCase): string[] {
  if ('error' in answer) return [`${answer.id}: ${answer.error}`];
  return [`${answer.id}:`, ...answer.deadlines.map((row) => `  ${lineOf(row)}`)];
}

function lineOf({ clock, state, dueOn, targetAt, source, because }: DeadlineAnswer): string {
  const end = dueOn ?? targetAt?.toISOString() ?? because[0]?.text ?? '';
  return `${clock.padEnd(24)} ${state.padEnd(11)} ${end}  [${source}]`;
}
