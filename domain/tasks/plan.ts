import type { CalendarDate } from '../calendar/calendarDate.ts';
import { countsAtOnce, type Right } from '../rights.ts';
import { isActiveOn, type SystemEntry } from '../systems/system.ts';
import { type TaskKind, taskKindFor } from './task.ts';

/** When an organisation plans the tasks of a request: once the identity is confirmed, or on receipt. */
export const PLAN_MOMENTS = ['identity', 'receipt'] as const;
export type PlanMoment = (typeof PLAN_MOMENTS)[number];

/** Whether tasks are planned on receipt. Rights that count at once always are: they wait for no identity (Art. 21(3), 7(3)). */
export const isPlannedOnReceipt = (right: Right, moment: PlanMoment): boolean =>
  moment === 'receipt' || countsAtOnce(right);

type Planable = Pick<SystemEntry, 'kind' | 'categories' | 'activeFrom' | 'activeUntil'>;

/**
 * One task for each system in use on a day that holds data which the right reaches; and for each recipient of the data concerned
 * (Art. 19). A system without a category of data is left out, since nobody has described what it holds; the page of systems
 * shows it.
 */
export function plannedTasks<S extends Planable>(
  right: Right,
  systems: readonly S[],
  day: CalendarDate,
): { system: S; kind: TaskKind }[] {
  const holders = systems.filter(({ kind }) => kind !== 'recipient');
  const concerned = new Set(holders.flatMap(({ categories }) => categories));
  return systems
    .filter((system) => isActiveOn(system, day) && isReached(system, concerned))
    .flatMap((system) => {
      const kind = taskKindFor(right, system.kind);
      return kind ? [{ system, kind }] : [];
    });
}

/**
 * Whether a system holds data that the right reaches. A recipient does where it was given a category that a system of the
 * organisation holds, or held before it went out of use; also where nobody has described what it was given, or what is held.
 */
export const isReached = ({ kind, categories }: Planable, concerned: ReadonlySet<string>): boolean =>
  kind === 'recipient'
    ? concerned.size === 0 || categories.length === 0 || categories.some((one) => concerned.has(one))
    : categories.length > 0;
