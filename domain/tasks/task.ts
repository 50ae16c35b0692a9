import type { Outcome, Status } from '../lifecycle/status.ts';
import type { Right } from '../rights.ts';
import type { SystemKind } from '../systems/system.ts';

/** What a colleague is asked to do in one system, for one request. */
export const TASK_KINDS = [
  'find',
  'correct',
  'delete',
  'restrict',
  'stop',
  'tell-recipient',
  'backups',
] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/**
 * `planned`: the DPO has not handed it out yet. `open`: the owner was asked. Then what the owner answered: done, nothing found
 * there, cannot be done, not theirs. `dropped`: the DPO took it out.
 */
export const TASK_STATES = [
  'planned',
  'open',
  'done',
  'nothing-found',
  'cannot',
  'not-mine',
  'dropped',
] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** What an owner can answer. */
export const TASK_OUTCOMES = [
  'done',
  'nothing-found',
  'cannot',
  'not-mine',
] as const satisfies readonly TaskState[];
export type TaskOutcome = (typeof TASK_OUTCOMES)[number];

/** Whether a task is settled: it was done, or the data is not in that system. */
export const isSettled = (state: TaskState): boolean => state === 'done' || state === 'nothing-found';

/**
 * Whether its owner could not settle a task: it cannot be done, or is not theirs. They have said so, and nobody has answered for the
 * system: the DPO asks somebody else, or leaves it out.
 */
export const isStuck = (state: TaskState): boolean => state === 'cannot' || state === 'not-mine';

/** Whether a task still waits for somebody: the owner, or the DPO where the owner could not do it. */
export const isUnsettled = (state: TaskState): boolean => !isSettled(state) && state !== 'dropped';

type CountableTask = { kind: TaskKind; state: TaskState; askedAgainAs?: number | null };

/**
 * Whether a task counts: it was not dropped, and no later one asks the same. That backups are gone is confirmed after the answer: it
 * is no part of it.
 */
export const isCounted = ({ kind, state, askedAgainAs }: CountableTask): boolean =>
  kind !== 'backups' && state !== 'dropped' && !askedAgainAs;

/** Whether a task waits for the DPO to hand it out. One about backups goes out by itself when its day has come. */
export const isToHandOut = ({ kind, state }: { kind: TaskKind; state: TaskState }): boolean =>
  state === 'planned' && kind !== 'backups';

/** How many tasks count; how many systems *have answered*: done, or nothing found; and how many could not. The others still wait. */
export type TaskCounts = { asked: number; settled: number; stuck: number };

/**
 * The counts of all that tells how far the tasks of a request are: queue, page, status page, letters. Five asked, two done, one that holds
 * nothing, one that cannot, one open: "3 of 5 systems have answered, one could not".
 */
export function tasksCounted(tasks: readonly CountableTask[]): TaskCounts {
  const counted = tasks.filter(isCounted);
  const count = (is: (state: TaskState) => boolean) => counted.filter(({ state }) => is(state)).length;
  return { asked: counted.length, settled: count(isSettled), stuck: count(isStuck) };
}

/**
 * Whether a task that was handed out is no longer asked by the right of its request, which was corrected since: a task to delete, for a
 * request for access. Whether the data are gone from backups is asked whatever the right is.
 */
export const isOutdated = (
  { kind, state }: { kind: TaskKind; state: TaskState },
  right: Right,
  system: SystemKind,
): boolean => state === 'open' && kind !== 'backups' && taskKindFor(right, system) !== kind;

type EndedOrNot = { status: Status; outcome: Outcome | null };

/** Whether the tasks of a request were called off: it ended otherwise than by an answer, and nobody is to act on it any more. */
export const areTasksCalledOff = ({ outcome }: Pick<EndedOrNot, 'outcome'>): boolean =>
  outcome !== null && outcome !== 'answered';

/**
 * Whether the tasks of a request are still needed: not once it was withdrawn, refused or closed. They stay as they are, and wait again
 * if it is reopened.
 */
export const areTasksNeeded = ({ status, outcome }: EndedOrNot): boolean =>
  status !== 'closed' && !areTasksCalledOff({ outcome });

/** The same of one task. Data that were deleted are to be gone from the backups whatever became of the request (Art. 5(1)(e)). */
export const isTaskNeeded = (kind: TaskKind, request: EndedOrNot): boolean =>
  kind === 'backups' || areTasksNeeded(request);

/**
 * What each right asks of a system of the organisation or of its processors. Access and portability: find and hand over
 * (Arts. 15 and 20). Objection and withdrawn consent: stop using (Arts. 21 and 7(3)). A person looks again at an automated decision
 * (Art. 22(3)): that is the DPO's, in no system.
 */
const ASKED: Record<Right, TaskKind | null> = {
  access: 'find',
  rectification: 'correct',
  erasure: 'delete',
  restriction: 'restrict',
  portability: 'find',
  objection: 'stop',
  'marketing-objection': 'stop',
  'consent-withdrawal': 'stop',
  'automated-decision': null,
  'after-death': 'find',
};

/** Rights whose effect each recipient is told of (Art. 19): rectification, erasure and restriction. */
const TOLD: readonly Right[] = ['rectification', 'erasure', 'restriction'];

/** What a right asks of a system of this kind; null where it asks nothing. A recipient acts on its own: it is told. */
export function taskKindFor(right: Right, system: SystemKind): TaskKind | null {
  if (system !== 'recipient') return ASKED[right];
  return TOLD.includes(right) ? 'tell-recipient' : null;
}
