import { isCounted, isStuck, isUnsettled } from '../../domain/tasks/task.ts';
import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';
import type { RequestTask } from '../../models/task/ofRequest.ts';
import { longDate } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';
import type { StepWords } from './step.ts';
import { tasksPath } from './tasksPath.ts';

/** Colleagues come before the answer: a plan is handed out, then the systems answer. Once all have, the usual step says so. */
export function afterTasks(
  { t, language }: FrameBase,
  { request }: Pick<RequestPage, 'request'>,
  tasks: readonly RequestTask[],
  usual: StepWords,
): StepWords {
  const counted = tasks.filter(isCounted);
  if (counted.length === 0) return usual;
  const to = (name: string) => ({ href: tasksPath(request.reference), text: t(`handOut:${name}`) });
  const why = usual.sentence;
  const outdated = tasks.filter(({ isOutdated }) => isOutdated).length;
  if (outdated > 0)
    return {
      sentence: t('requests:next.tasksOutdated', { count: outdated }),
      why,
      action: to('open'),
      ways: usual.action && [usual.action],
    };
  const planned = counted.filter(({ state }) => state === 'planned');
  if (planned.length > 0)
    return {
      sentence: t('requests:next.handOut', { count: planned.length }),
      why,
      action: to('openPlan'),
      ways: usual.action && [usual.action],
    };
  const waiting = counted.filter(({ state }) => isUnsettled(state));
  if (waiting.length === 0) return { ...usual, why: t('requests:next.tasksDone') };
  const stuck = waiting.filter(({ state }) => isStuck(state)).length;
  if (stuck > 0)
    return {
      sentence: t('requests:next.tasksStuck', { count: stuck }),
      why,
      action: to('open'),
      ways: usual.action && [usual.action],
    };
  const [first] = waiting.flatMap(({ dueOn }) => dueOn ?? []).sort();
  const words = { count: waiting.length, day: first ? longDate(first, language) : '' };
  return {
    sentence: t(first ? 'requests:next.tasksWait' : 'requests:next.tasksWaitUndated', words),
    why,
    action: to('open'),
    ways: usual.action && [usual.action],
  };
}
