import { assertGiven } from '../lifecycle/needed.ts';
import { cannotLeave } from '../redaction/handling.ts';
import { RuleViolation } from '../ruleViolation.ts';
import type { TaskKind, TaskOutcome } from './task.ts';

/** What an answer to a task needs, and a task that the DPO leaves out, each with the code for an empty field. */
const NEEDS = {
  done: null,
  'nothing-found': { field: 'searched', code: 'search-missing' },
  cannot: { field: 'reason', code: 'reason-missing' },
  'not-mine': { field: 'toWhom', code: 'to-whom-missing' },
  dropped: { field: 'reason', code: 'reason-missing' },
} as const satisfies Record<TaskOutcome | 'dropped', { field: string; code: string } | null>;

type TaskWords = { searched?: string; reason?: string; toWhom?: string };

/** Throws if the field that this outcome needs is empty. `beside` names the form field, if the form calls it otherwise. */
export function assertExplained(outcome: keyof typeof NEEDS, words: TaskWords, beside?: string): void {
  const need = NEEDS[outcome];
  if (need) assertGiven(need.code, beside ?? need.field, words[need.field]);
}

/**
 * Throws for a file that could never leave with an answer, where it is handed over for one: its owner can save it as another kind, nobody else
 * can. A proof that something was done may be any file.
 */
export function assertCanLeave(kind: TaskKind, files: readonly { name: string; mediaType: string }[]): void {
  const stuck = kind === 'find' && files.find(cannotLeave);
  if (stuck) throw new RuleViolation('webp-not-cleaned', { name: stuck.name }, 'files');
}
