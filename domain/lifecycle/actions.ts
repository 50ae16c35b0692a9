import { type Capacity, may } from '../permissions.ts';
import type { Extension } from '../policies/extensions.ts';
import { RuleViolation } from '../ruleViolation.ts';
import type { RecordedFact } from './factSheet.ts';
import { isForestalled, type Untold } from './letterEffects.ts';
import type { Status } from './status.ts';
import type { Undelivered } from './undelivered.ts';
import { isUndoing, mayBeUndone, UNDOINGS } from './undoing.ts';
import { ACTIONS, type Action } from './vocabulary.ts';

/**
 * What is possible at any time, also when the request is closed: notes, letters that go out or come back late, opening what was
 * sent, what the person writes and is answered, and corrections of what was recorded wrongly (Art. 5(1)(d)).
 */
const ALWAYS = [
  'resend-letter',
  'correct-address',
  'correct-person',
  'record-return',
  'set-aside-return',
  'note',
  'write-message',
  'mark-read',
  'mark-unread',
  'record-reply',
  'record-posting',
  'print-letter',
  'leave-message',
  'send-code',
  'open-answer',
  'record-delivery',
] as const;
/** What is possible until a request is closed. */
const UNTIL_CLOSED = [
  ...ALWAYS,
  ...UNDOINGS,
  'undo-decision',
  'assign',
  'correct-receipt',
  'change-basis',
  'confirm-mailbox',
] as const;

/** Which actions each status allows. What else an action needs is in `isReady`. */
const ALLOWED: Record<Status, readonly Action[]> = {
  unverified: [
    'confirm-identity',
    'ask-identity',
    'reject-identity',
    'fulfil',
    'cancel-clock',
    'refuse',
    'reject-reply',
    'withdraw',
    'close',
    'correct-right',
    ...UNTIL_CLOSED,
  ],
  open: [
    'confirm-identity',
    'ask-identity',
    'reject-identity',
    'ask-clarification',
    'pause',
    'extend',
    'fulfil',
    'cancel-clock',
    'answer',
    'refuse',
    'reject-reply',
    'withdraw',
    'correct-right',
    ...UNTIL_CLOSED,
  ],
  waiting: [
    'confirm-identity',
    'ask-identity',
    'reject-identity',
    'ask-clarification',
    'record-clarification',
    'pause',
    'resume',
    'extend',
    'fulfil',
    'cancel-clock',
    'answer',
    'refuse',
    'reject-reply',
    'withdraw',
    'close',
    'correct-right',
    ...UNTIL_CLOSED,
  ],
  'purge-pending': ['fulfil', 'cancel-clock', ...UNTIL_CLOSED],
  answered: ['close', 'reopen', 'fulfil', ...UNTIL_CLOSED],
  closed: ['reopen', ...ALWAYS],
};

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
  obstacleTo(now, action, clock) === undefined;

/**
 * Whether an action only adds to a request: a note, a confirmed mailbox, a letter gone out. It makes no open form stale, and is
 * never refused because of what somebody else did. A message of the person is not such an action: those who are deciding must
 * see it first.
 */
export const overwritesNothing = (action: Action): boolean => ADDING.includes(action);

const ADDING: readonly Action[] = [
  'note',
  'confirm-mailbox',
  'send-code',
  'open-answer',
  'record-delivery',
  'print-letter',
];

/** What stands in the way of an action; undefined when it is possible. */
export function obstacleTo(now: Circumstances, action: Action, clock?: string): RuleViolation | undefined {
  if (!ALLOWED[now.status].includes(action)) return closedTo(now, action);
  if (isUndoing(action) && !mayBeUndone(action, now.recorded, clock))
    return new RuleViolation('nothing-to-undo');
  if (action === 'extend' && !now.extension) return new RuleViolation('no-extension');
  if (action === 'close' && now.unread) return new RuleViolation('message-unread');
  return isReady(now, action, clock) ? undefined : notAllowed(now, action);
}

/** Why a status does not allow an action: a promise still runs, or the action does not belong to this status. */
function closedTo(now: Circumstances, action: Action): RuleViolation {
  if (action === 'close' && now.status === 'purge-pending')
    return new RuleViolation('promise-open', { clocks: now.cancellable.join(', ') });
  return notAllowed(now, action);
}

const notAllowed = ({ status }: Circumstances, action: Action) =>
  new RuleViolation('not-allowed', { action, status });

function isReady(now: Circumstances, action: Action, clock?: string): boolean {
  if (isForestalled(now.untold, action)) return false;
  switch (action) {
    case 'confirm-identity':
    case 'ask-identity':
    case 'reject-identity':
      return !now.identityConfirmed;
    case 'extend':
      return !now.extensionDecided; // Art. 12(3): one extension, three months in all
    case 'record-clarification':
      return now.clarificationOpen;
    case 'resume':
      return now.pauseOpen;
    case 'confirm-mailbox':
      return !now.recorded.some(({ name }) => name === 'mailbox-confirmed');
    case 'pause':
      return !now.pauseOpen && now.pauseInPolicy;
    case 'fulfil':
      return clock !== undefined ? now.openPromises.includes(clock) : now.openPromises.length > 0;
    case 'cancel-clock':
      return clock !== undefined ? now.cancellable.includes(clock) : now.cancellable.length > 0;
    case 'reject-reply':
      return now.replyTaken;
    case 'resend-letter':
      return now.undelivered !== null;
    case 'set-aside-return':
      return now.returned;
    case 'undo-decision':
      return now.untold.some(({ decision }) => decision !== 'extension-decided'); // which has its own undo
    case 'mark-read':
      return now.unread;
    case 'mark-unread':
      return !now.unread && now.recorded.some(({ name }) => name === 'message-received');
    default:
      return true;
  }
}
