import { RuleViolation } from '../ruleViolation.ts';
import { type Circumstances, obstacleTo } from './actions.ts';
import type { Action } from './vocabulary.ts';

type BulkShape = {
  /** What is done to each request, with its own event. */
  action: Action;
  /** The fields of its form; each request gets the same. */
  fields: readonly string[];
  /** What undoes it; none where a letter has told the person. */
  takesBack?: Action;
};

/** What can be done to many requests at once. */
export const BULK = {
  assign: { action: 'assign', fields: ['assignee'], takesBack: 'assign' },
  close: { action: 'close', fields: [], takesBack: 'reopen' },
} as const satisfies Record<string, BulkShape>;

export type BulkAct = keyof typeof BULK;
export const BULK_ACTS = Object.keys(BULK) as BulkAct[];

/** The entry of an act in the table. */
export const bulkShapeOf = (act: BulkAct): BulkShape => BULK[act];

/** So many requests at most are worked on at once. */
export const MOST_AT_ONCE = 1000;

/** A request, as an act on many sees it. `assignee`: to whom an assignment would give it. */
export type Picked = { now: Circumstances; assigneeId: number | null; assignee?: number | null };

/**
 * Why an act on many leaves a request out; undefined if it is done. The life cycle objects first. Then what would change nothing is left
 * out, and closing reaches only what is finished: to give up on a person needs a reason and a letter of its own.
 */
export function obstacleInBulk(
  act: BulkAct,
  { now, assigneeId, assignee }: Picked,
): RuleViolation | undefined {
  if (act === 'close' && now.status !== 'closed' && now.status !== 'answered')
    return now.status === 'purge-pending' ? obstacleTo(now, 'close') : new RuleViolation('not-finished');
  const obstacle = obstacleTo(now, BULK[act].action);
  if (obstacle) return now.status === 'closed' ? new RuleViolation('already-closed') : obstacle;
  return act === 'assign' && assignee !== undefined && assignee === assigneeId
    ? new RuleViolation('already-theirs')
    : undefined;
}
