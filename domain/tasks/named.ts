import type { Particulars } from '../intake/particulars.ts';
import type { Right } from '../rights.ts';
import { RuleViolation } from '../ruleViolation.ts';
import { type TaskKind, taskKindFor } from './task.ts';

/**
 * What of a request whoever acts in a system must know, by right: what is wrong and what is right, which data, which use. Not the reasons of
 * the person, nor to whom the data are to go (Art. 5(1)(c)).
 */
const TOLD: Partial<Record<Right, readonly string[]>> = {
  access: ['which'],
  rectification: ['wrong', 'right'],
  erasure: ['which'],
  restriction: ['which'],
  portability: ['which'],
  objection: ['processing'],
  'marketing-objection': ['ways'],
  'consent-withdrawal': ['consent'],
};

/** What the person named that a task is about: its owner reads it. Empty where they named nothing, or want all of it. */
export function namedIn(kind: TaskKind, right: Right, given: Particulars = {}): Particulars {
  if (kind !== 'tell-recipient' && kind !== taskKindFor(right, 'own')) return {};
  if (given.extent === 'all') return {};
  return Object.fromEntries(
    (TOLD[right] ?? []).flatMap((name) => (given[name] ? [[name, given[name]]] : [])),
  );
}

/** How the desk words a task. */
export type TaskWording = TaskKind | `${'find' | 'delete' | 'restrict' | 'stop'}-named`;

/**
 * How the desk words a task where nobody else has: whoever is to delete some data reads *what is named below, and nothing else*, and not
 * *everything*.
 */
export function wordingOf(kind: TaskKind, right: Right, given: Particulars | undefined): TaskWording {
  const isNamed = Object.keys(namedIn(kind, right, given)).length > 0;
  return isNamed && (kind === 'find' || kind === 'delete' || kind === 'restrict' || kind === 'stop')
    ? `${kind}-named`
    : kind;
}

/** What somebody else did, or is to do, with data: of a right whose extent the person chose, or which names what is wrong. */
const CHANGING: readonly TaskKind[] = ['correct', 'delete', 'tell-recipient'];

/**
 * Throws `task-not-named` for a task to correct or to delete of which nobody has said what is meant: the person corrects something or wants some
 * of it deleted, named nothing, and the DPO has no words of their own.
 */
export function assertNamed(
  { id, kind, system }: { id: number; kind: TaskKind; system: string },
  right: Right,
  { given = {}, words }: { given?: Particulars; words: string },
): void {
  const isOfPart = right === 'rectification' || (right === 'erasure' && given.extent === 'some');
  if (words || !isOfPart || !CHANGING.includes(kind)) return;
  if (Object.keys(namedIn(kind, right, given)).length > 0) return;
  throw new RuleViolation('task-not-named', { system }, `words-${id}`);
}
