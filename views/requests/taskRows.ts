import { isUnsettled, tasksCounted } from '../../domain/tasks/task.ts';
import type { RequestTask } from '../../models/task/ofRequest.ts';
import { longDate } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';

type TaskCell = { text: string; note?: string };

/** "3 of 5 systems have answered." */
export function answeredWords({ t }: FrameBase, tasks: readonly RequestTask[]): string {
  const { asked, settled } = tasksCounted(tasks);
  return t('handOut:answered', { done: settled, count: asked });
}

/** One row a task for the page of the request. */
export const taskRows = (base: FrameBase, tasks: readonly RequestTask[]): { cells: TaskCell[] }[] =>
  tasks
    .filter(({ askedAgainAs }) => !askedAgainAs)
    .map((task) => ({
      cells: [
        { text: task.system },
        { text: base.t(`tasks:kind.${task.kind}`) },
        { text: whoOf(base, task) },
        { text: dueOf(base, task) },
        { text: stateOf(base, task) },
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

/** Where a task stands; one that waits is no longer needed once its request was withdrawn, refused or closed. */
export const stateOf = ({ t }: FrameBase, { state, isNeeded }: RequestTask): string =>
  t(!isNeeded && (state === 'open' || state === 'planned') ? 'handOut:notNeeded' : `handOut:state.${state}`);

export const dueOf = ({ language }: FrameBase, { dueOn, state, isNeeded }: RequestTask): string =>
  dueOn && isNeeded && isUnsettled(state) ? longDate(dueOn, language) : '';
