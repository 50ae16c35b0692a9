import { may, type Role } from '../permissions.ts';
import type { Status } from './status.ts';
import { ACTIONS, type Action } from './vocabulary.ts';

/** Which actions each status allows. What else an action requires is in `blockersOf`. */
const ALLOWED: Record<Status, readonly Action[]> = {
  unverified: [
    'confirm-identity',
    'ask-identity',
    'reject-identity',
    'fulfil',
    'cancel-clock',
    'refuse',
    'withdraw',
    'close',
    'assign',
    'correct-receipt',
    'note',
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
    'withdraw',
    'assign',
    'correct-receipt',
    'note',
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
    'withdraw',
    'close',
    'assign',
    'correct-receipt',
    'note',
  ],
  'purge-pending': ['fulfil', 'cancel-clock', 'assign', 'correct-receipt', 'note'],
  answered: ['close', 'reopen', 'fulfil', 'assign', 'correct-receipt', 'note'],
  closed: ['reopen', 'note'],
};

/** What an action needs beside the status. */
export type Circumstances = {
  status: Status;
  identityConfirmed: boolean;
  extensionDecided: boolean;
  clarificationOpen: boolean;
  pauseOpen: boolean;
  anythingToFulfil: boolean;
};

/** The actions that the life-cycle and the role allow now. */
export function allowedActions(now: Circumstances, role: Role): Action[] {
  return ACTIONS.filter((action) => isPossible(now, action) && may(role, action));
}

/** Whether the life-cycle allows an action now, whoever asks. */
export function isPossible(now: Circumstances, action: Action): boolean {
  if (!ALLOWED[now.status].includes(action)) return false;
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
    case 'pause':
      return !now.pauseOpen;
    case 'fulfil':
    case 'cancel-clock':
      return now.anythingToFulfil;
    default:
      return true;
  }
}
