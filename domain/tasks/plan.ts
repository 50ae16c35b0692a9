import type { CalendarDate } from '../calendar/calendarDate.ts';
import type { Right } from '../rights.ts';
import { isActiveOn, type SystemEntry } from '../systems/system.ts';
import { type TaskKind, taskKindFor } from './task.ts';

type Planable = Pick<SystemEntry, 'kind' | 'categories' | 'activeFrom' | 'activeUntil'>;

/**
 * One task for each system in use on a day that holds data which the right reaches. A system without a category of data holds
 * nothing that anybody has described: it is left out, and the page of systems shows it.
 */
export const plannedTasks = <S extends Planable>(
  right: Right,
  systems: readonly S[],
  day: CalendarDate,
): { system: S; kind: TaskKind }[] =>
  systems
    .filter((system) => isActiveOn(system, day) && system.categories.length > 0)
    .flatMap((system) => {
      const kind = taskKindFor(right, system.kind);
      return kind ? [{ system, kind }] : [];
    });
