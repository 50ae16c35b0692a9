import type { Clock } from '../policies/policy.ts';
import type { Right } from '../rights.ts';
import { isCounted, isSettled, type TaskKind, type TaskState, taskKindFor } from './task.ts';

/** What of a task decides whether it speaks for a promise. */
type Speaking = {
  kind: TaskKind;
  state: TaskState;
  categories: readonly string[];
  askedAgainAs?: number | null;
};
type Promised = Pick<Clock, 'endsBy' | 'rights' | 'categories'>;

/** What the tasks say of a promise: what was done, what still stands in the way, and what the DPO left out. */
export type Proposal<T> = { done: T[]; missing: T[]; leftOut: T[] };

/** Deeds in a system. Telling a recipient, or confirming that backups are gone, does not do what was promised. */
const DEEDS: readonly TaskKind[] = ['correct', 'delete', 'restrict', 'stop'];

/**
 * What the tasks of a request say of one promise of its policy; undefined where they say nothing of it. A promise is only proposed
 * as kept: that data are gone is a claim about the world (Art. 5(2)), and a person makes it. `known` are the categories that the
 * policy names, `backups` the tasks about backups that are one with the promise: their confirmation proves it.
 */
export function proposalOf<T extends Speaking>(
  clock: Promised,
  tasks: readonly T[],
  known: readonly string[],
  backups: readonly T[] = [],
): Proposal<T> | undefined {
  if (!isMetByDeeds(clock)) return undefined;
  const serving = tasks.filter((task) => DEEDS.includes(task.kind) && concerns(clock, task, known));
  const deeds = serving.filter(isCounted);
  if (deeds.length === 0) return undefined;
  const asked = [...deeds, ...backups];
  return {
    done: asked.filter(({ state }) => isSettled(state)),
    missing: asked.filter(({ state }) => !isSettled(state)),
    leftOut: serving.filter(({ state }) => state === 'dropped'),
  };
}

/** A promise that its own record meets, of rights that each change data in systems: not a receipt to confirm (CCPA), nor a notice. */
export const isMetByDeeds = ({ endsBy, rights }: Promised): boolean =>
  endsBy === 'fulfilment' && rights !== 'all' && rights.every(isDeed);

function isDeed(right: Right): boolean {
  const kind = taskKindFor(right, 'own');
  return kind !== null && DEEDS.includes(kind);
}

/** Whether a system holds data of a promise. One with data that the policy does not name may: it is not left out. */
export const concerns = (
  { categories }: Pick<Promised, 'categories'>,
  task: Pick<Speaking, 'categories'>,
  known: readonly string[],
): boolean => !categories || task.categories.some((one) => categories.includes(one) || !known.includes(one));
