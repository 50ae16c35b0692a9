import { type CalendarDate, daysBetween } from '../../domain/calendar/calendarDate.ts';
import type { Urgency } from '../../domain/deadlines/urgency.ts';
import { isUnsettled, tasksCounted } from '../../domain/tasks/task.ts';
import type { RequestTask } from '../../models/task/ofRequest.ts';
import { longDate, timeLeftWords } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';

type TaskCell = { text: string; note?: string; badge?: Urgency };

/** "3 of 5 systems have answered, one could not." */
export function answeredWords({ t }: FrameBase, tasks: readonly RequestTask[]): string {
  const { asked, settled: done, stuck: count } = tasksCounted(tasks);
  return count > 0
    ? t('handOut:answeredStuck', { done, asked, count })
    : t('handOut:answered', { done, count: asked });
}

/** One row a task for the page of the request. */
export const taskRows = (
  base: FrameBase,
  tasks: readonly RequestTask[],
  today: CalendarDate,
): { cells: TaskCell[] }[] =>
  tasks
    .filter(({ askedAgainAs }) => !askedAgainAs)
    .map((task) => ({
      cells: [
        { text: task.system },
        { text: base.t(`tasks:kind.${task.kind}`) },
        { text: whoOf(base, task) },
        { text: dueOf(base, task) },
        stateOf(base, task, today),
        { text: proofOf(base, task) },
      ],
    }));

/** What speaks for a task that was answered, in a few words: how many records and files, or what was said. */
function proofOf({ t }: FrameBase, { result = {} }: RequestTask): string {
  const { count, files = [], searched, reason, toWhom, droppedFor } = result;
  const counted = [
    count === undefined ? '' : t('handOut:proof.records', { count }),
    files.length > 0 ? t('handOut:proof.files', { count: files.length }) : '',
  ];
  return [...counted, searched, droppedFor ?? reason, toWhom].filter(Boolean).join(', ');
}

export const whoOf = ({ t }: FrameBase, { ownerName, email }: RequestTask): string =>
  [ownerName, email].filter(Boolean).join(', ') || t('systems:noOwner');

/**
 * Where a task stands; one that waits is no longer needed once its request was withdrawn, refused or closed. One whose owner was asked and
 * has let its day pass is late.
 */
export function stateOf({ t }: FrameBase, task: RequestTask, today: CalendarDate): TaskCell {
  const { state, isNeeded, dueOn } = task;
  if (!isNeeded && (state === 'open' || state === 'planned')) return { text: t('handOut:notNeeded') };
  const text = t(`handOut:state.${state}`);
  const late = state === 'open' && dueOn ? daysBetween(dueOn, today) : 0;
  if (late <= 0) return { text };
  const left = timeLeftWords({ unit: 'day', count: late, late: true }, t);
  return { text: t('handOut:late', { state: text, left }), badge: 'late' };
}

export const dueOf = ({ language }: FrameBase, { dueOn, state, isNeeded }: RequestTask): string =>
  dueOn && isNeeded && isUnsettled(state) ? longDate(dueOn, language) : '';
