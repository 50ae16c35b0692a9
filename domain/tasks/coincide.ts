import type { CalendarDate } from '../calendar/calendarDate.ts';
import type { Step } from '../calendar/step.ts';
import { type Deadline, hasEnded } from '../deadlines/deadline.ts';
import { isSamePromise, promiseKey } from '../deadlines/promiseKey.ts';
import type { Policy } from '../policies/policy.ts';
import { concerns, isMetByDeeds } from './proposal.ts';
import { isSettled, type TaskKind, type TaskState } from './task.ts';

/** What of a task says whether it coincides with a promise. */
export type BackupsTask = {
  kind: TaskKind;
  state: TaskState;
  categories: readonly string[];
  because: readonly Step[];
  askedAgainAs?: number | null;
};

/** The day on which the owner of a system is asked whether the backups are gone: the first working day from the end of their cycle. */
const askDayIn = (because: readonly Step[]): CalendarDate | undefined =>
  because.find(({ code }) => code === 'backups-asked')?.data.on as CalendarDate | undefined;

/** Whether a task asks about backups, and counts: it was not left out, and no later one asks the same. */
export const isAboutBackups = ({ kind, state, askedAgainAs }: BackupsTask): boolean =>
  kind === 'backups' && state !== 'dropped' && !askedAgainAs;

/**
 * The tasks about backups that are one with a promise to delete, by the promise's key. They are where the promise leaves time for the
 * cycle: its owner is asked on or before the last day of the promise, which is about data of the system and is recorded for itself. Then
 * nothing is deleted before the backups are (Art. 17(1), 5(1)(e); EDPB report on the right to erasure, 2026), and the confirmation
 * proves the promise. Of several such promises the first due counts. A shorter promise is about the system itself: the backups come
 * after it, as a row of their own. Deleted on Monday 2 March 2026, a cycle of 20 days, 30 days promised until Wednesday 1 April: asked
 * on Monday 23 March, one row. With a cycle of 33 days, asked on 7 April: two.
 */
export function backupsOfPromises<T extends BackupsTask>(
  { clocks, categories }: Pick<Policy, 'clocks' | 'categories'>,
  deadlines: readonly Deadline[],
  tasks: readonly T[],
): Map<string, T[]> {
  const known = categories.map(({ id }) => id);
  const rows = new Map<string, T[]>();
  for (const task of tasks.filter(isAboutBackups)) {
    const askOn = askDayIn(task.because);
    const [first] = deadlines
      .filter((deadline) => {
        const clock = clocks.find(({ id, pack }) => isSamePromise({ clock: id, pack }, deadline));
        const isOpen = isSettled(task.state) || !hasEnded(deadline);
        return clock && isOpen && isPurge(clock) && concerns(clock, task, known);
      })
      .flatMap((deadline) => (deadline.dueOn && askOn && askOn <= deadline.dueOn ? [deadline] : []))
      .sort((one, other) => String(one.dueOn).localeCompare(String(other.dueOn)));
    if (!first) continue;
    const key = promiseKey(first);
    rows.set(key, [...(rows.get(key) ?? []), task]);
  }
  return rows;
}

/** A promise to delete, of nothing but erasure, that its own record meets. */
const isPurge = (clock: Policy['clocks'][number]): boolean =>
  isMetByDeeds(clock) && clock.rights !== 'all' && clock.rights.every((right) => right === 'erasure');
