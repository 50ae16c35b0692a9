import type { TaskState } from './task.ts';

/** A restore of the desk: when the backup was made, and when the desk was restored from it. */
type Restored = { madeAt: Date; restoredAt: Date };

/**
 * The moment from which on an answer to a task may be lost: that of the backup from which the desk was restored, for a task that was
 * asked before the restore and waits. Undefined for any other. Nobody can tell whether it was answered, so it is asked again. Asked on
 * Monday 2 March 2026, backup on Tuesday, restored on Friday: what its owner said from Tuesday on is lost.
 */
export const answerLostFrom = (
  { state, askedAt }: { state: TaskState; askedAt?: Date | null },
  restored: Restored | null,
): Date | undefined =>
  restored && state === 'open' && askedAt && askedAt < restored.restoredAt ? restored.madeAt : undefined;
