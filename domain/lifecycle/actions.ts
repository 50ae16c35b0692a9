import { type Capacity, may } from '../permissions.ts';
import type { Extension } from '../policies/extensions.ts';
import { RuleViolation } from '../ruleViolation.ts';
import { isAllowedIn } from './allowedIn.ts';
import { isForestalled, type Untold } from './letterEffects.ts';
import type { RecordedFact } from './recordedFact.ts';
import { mayBeSpam } from './spam.ts';
import type { Status } from './status.ts';
import type { Undelivered } from './undelivered.ts';
import { isUndoing, mayBeUndone } from './undoing.ts';
import { ACTIONS, type Action } from './vocabulary.ts';

/** What an action depends on besides the status. */
export type Circumstances = {
  status: Status;
  identityConfirmed: boolean;
  extensionDecided: boolean;
  /** How far the policy lets the answer be put off for this right; null where it does not. */
  extension: Extension | null;
  clarificationOpen: boolean;
  pauseOpen: boolean;
  /** Whether the policy allows any suspension. */
  pauseInPolicy: boolean;
  /** The keys of the promises that can still be recorded as kept: not the reply, which the answer meets. */
  openPromises: readonly string[];
  /** The keys of those that can be cancelled with a reason: also a reply that a former policy promised. */
  cancellable: readonly string[];
  /** Whether the rest of an answer was announced and is still to come. */
  restOutstanding: boolean;
  /** Whether a reply ended a wait and may still turn out not to be the answer. */
  replyTaken: boolean;
  /** Whether a message is unread. */
  unread: boolean;
  /** The facts that stand. One about a clock names the key of its promise. */
  recorded: readonly Pick<RecordedFact, 'name' | 'about'>[];
  /** The decisions that wait for their letter. */
  untold: readonly Pick<Untold, 'decision'>[];
  /** Whether a letter to the person did not arrive; and whether one came back and that was not set aside. */
  undelivered: Undelivered | null;
  returned: boolean;
  /** Whether it has a tag. */
  tagged: boolean;
};

/** The actions that the life cycle and the role allow now. */
export function allowedActions(now: Circumstances, role: Capacity): Action[] {
  return ACTIONS.filter((action) => isPossible(now, action) && may(role, action));
}

/**
 * Whether the life cycle allows an action now, whoever asks. `clock` names the promise that the action is about; without it, the
 * question is whether there is any such promise.
 */
export const isPossible = (now: Circumstances, action: Action, clock?: string): boolean =>
  obstacleOf(now, action, clock) === undefined;

/**
 * Whether an action only adds to a request: a note, a tag, a confirmed mailbox, a letter gone out. It makes no open form stale, and is
 * never refused because of what somebody else did. A message of the person is not such an action: those who are deciding must
 * see it first.
 */
export const overwritesNothing = (action: Action): boolean => ADDING.includes(action);

const ADDING: readonly Action[] = [
  'remind-mailbox',
  'note',
  'tag',
  'untag',
  'relate',
  'confirm-mailbox',
  'send-code',
  'open-answer',
  'fetch-transmission',
  'record-delivery',
  'print-letter',
  'answer-task',
  'chase-task',
];

/** What stands in the way of an action; undefined when it is possible. */
export function obstacleTo(now: Circumstances, action: Action, clock?: string): RuleViolation | undefined {
  const found = obstacleOf(now, action, clock);
  return found && new RuleViolation(found.code, found.data);
}

/** The rule that an action would break. A page asks of a hundred: an error for each, with its stack, would take a tenth of its time. */
type Obstacle = { code: string; data?: Record<string, unknown> };

function obstacleOf(now: Circumstances, action: Action, clock?: string): Obstacle | undefined {
  if (!isAllowedIn(now.status, action)) return closedTo(now, action);
  if (isUndoing(action) && !mayBeUndone(action, now.recorded, clock)) return { code: 'nothing-to-undo' };
  if (action === 'extend' && !now.extension) return { code: 'no-extension' };
  if ((action === 'close' || action === 'mark-spam') && now.unread) return { code: 'message-unread' };
  if (action === 'mark-spam' && !mayBeSpam(now.recorded)) return { code: 'spam-of-somebody' };
  return isReady(now, action, clock) ? undefined : notAllowed(now, action);
}

/** Why a status does not allow an action: a promise still runs, or the action does not belong to this status. */
function closedTo(now: Circumstances, action: Action): Obstacle {
  if (action === 'close' && now.restOutstanding) return { code: 'rest-outstanding' };
  if (action === 'close' && now.status === 'purge-pending')
    return { code: 'promise-open', data: { clocks: now.cancellable.join(', ') } };
  return notAllowed(now, action);
}

const notAllowed = ({ status }: Circumstances, action: Action): Obstacle => ({
  code: 'not-allowed',
  data: { action, status },
});

/** After an answer only where its rest is still to come; deletions that were promised need neither a second answer nor a new course. */
const isOfRest = ({ status, restOutstanding }: Circumstances): boolean =>
  status !== 'purge-pending' || restOutstanding;

/** Whether it was set aside rather than dealt with. Its own undo alone takes that back. */
const isAside = ({ recorded }: Circumstances): boolean =>
  recorded.some(({ name }) => name === 'merged' || name === 'marked-spam');

/** What an action needs besides its status. One that is not named here needs nothing else. */
const NEEDS: Partial<Record<Action, (now: Circumstances, clock?: string) => boolean>> = {
  'confirm-identity': (now) => !now.identityConfirmed,
  'ask-identity': (now) => !now.identityConfirmed,
  'reject-identity': (now) => !now.identityConfirmed,
  answer: isOfRest,
  reopen: (now) => isOfRest(now) && !isAside(now),
  'end-rest': (now) => now.restOutstanding,
  extend: (now) => !now.extensionDecided, // Art. 12(3): one extension, three months in all
  'record-clarification': (now) => now.clarificationOpen,
  resume: (now) => now.pauseOpen,
  'confirm-mailbox': (now) =>
    !now.recorded.some(({ name }) => name === 'mailbox-confirmed') &&
    (now.status !== 'closed' || isAside(now)),
  pause: (now) => !now.pauseOpen && now.pauseInPolicy,
  fulfil: (now, clock) => isAmong(now.openPromises, clock),
  'cancel-clock': (now, clock) => isAmong(now.cancellable, clock),
  'reject-reply': (now) => now.replyTaken,
  'resend-letter': (now) => now.undelivered !== null,
  untag: (now) => now.tagged,
  'set-aside-return': (now) => now.returned,
  'send-transmission': (now) => now.recorded.some(({ name }) => name === 'answered'),
  'send-answer-again': (now) =>
    now.recorded.some(({ name, about }) => name === 'answered' && about === 'mail'),
  'undo-decision': (now) => now.untold.some(({ decision }) => decision !== 'extension-decided'), // which has its own undo
  'mark-read': (now) => now.unread,
  'mark-unread': (now) => !now.unread && now.recorded.some(({ name }) => name === 'message-received'),
};

const isAmong = (promises: readonly string[], clock?: string): boolean =>
  clock === undefined ? promises.length > 0 : promises.includes(clock);

const isReady = (now: Circumstances, action: Action, clock?: string): boolean =>
  !isForestalled(now.untold, action) && (NEEDS[action]?.(now, clock) ?? true);
