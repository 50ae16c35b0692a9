import { RuleViolation } from '../ruleViolation.ts';
import { type Circumstances, obstacleTo } from './actions.ts';
import { isAllowedIn } from './allowedIn.ts';
import type { Action } from './vocabulary.ts';

type BulkShape = {
  /** What is done to each request, with its own event. */
  action: Action;
  /** The fields of its form; each request gets the same. */
  fields: readonly string[];
  /** It orders a letter to each, by email, which is read before it goes. */
  isRead?: true;
  /** It goes by email, in words that nobody writes. */
  byEmail?: true;
  /** What undoes it; of a letter only until it has gone. */
  takesBack?: Action;
};

/** What can be done to many requests at once. */
export const BULK = {
  assign: { action: 'assign', fields: ['assignee'], takesBack: 'assign' },
  'ask-identity': {
    action: 'ask-identity',
    fields: ['doubt', 'needed'],
    isRead: true,
    takesBack: 'undo-decision',
  },
  'remind-mailbox': { action: 'remind-mailbox', fields: [], byEmail: true },
  tag: { action: 'tag', fields: ['tag'], takesBack: 'untag' },
  untag: { action: 'untag', fields: ['tag'], takesBack: 'tag' },
  'mark-spam': { action: 'mark-spam', fields: ['reason'], takesBack: 'unmark-spam' },
  close: { action: 'close', fields: [], takesBack: 'reopen' },
} as const satisfies Record<string, BulkShape>;

export type BulkAct = keyof typeof BULK;
export const BULK_ACTS = Object.keys(BULK) as BulkAct[];

/** The entry of an act in the table. */
export const bulkShapeOf = (act: BulkAct): BulkShape => BULK[act];

/** So many requests at most are worked on at once. */
export const MOST_AT_ONCE = 1000;

/** A request, as an act on many sees it. `assignee`: to whom an assignment would give it. */
export type Picked = {
  now: Circumstances;
  hasEmail: boolean;
  assigneeId: number | null;
  assignee?: number | null;
};

/**
 * Why an act on many leaves a request out; undefined if it is done. Closing reaches only what is finished: to give up on a person needs a
 * reason and a letter of its own. The life cycle objects next; then what would change nothing or reach nobody is left out.
 */
export function obstacleInBulk(act: BulkAct, picked: Picked): RuleViolation | undefined {
  const { now, hasEmail } = picked;
  if (now.status === 'closed' && !isAllowedIn('closed', BULK[act].action))
    return new RuleViolation('already-closed');
  if (act === 'close' && !isGoneThrough(now)) return new RuleViolation('not-finished');
  if (act === 'ask-identity' && isAskedAlready(now)) return new RuleViolation('asked-already');
  const obstacle = obstacleTo(now, BULK[act].action);
  if (obstacle) return obstacle;
  if (act === 'assign' && picked.assignee !== undefined && picked.assignee === picked.assigneeId)
    return new RuleViolation('already-theirs');
  return (bulkShapeOf(act).isRead || bulkShapeOf(act).byEmail) && !hasEmail
    ? new RuleViolation('no-email')
    : undefined;
}

const isGoneThrough = ({ status }: Circumstances): boolean =>
  status === 'answered' || status === 'purge-pending';

/** Whether the person was asked, or will be as soon as the letter goes. */
const isAskedAlready = ({ recorded, untold }: Circumstances): boolean =>
  recorded.some(({ name }) => name === 'identity-asked') ||
  untold.some(({ decision }) => decision === 'identity-request-decided');
