import type { Action } from '../../domain/lifecycle/vocabulary.ts';

/** Each thing that can be done on the request page: its address below the request, and the action that permits it. */
export const VERBS = {
  'confirm-identity': { path: 'identity-check', action: 'confirm-identity' },
  'ask-identity': { path: 'identity-check/request', action: 'ask-identity' },
  'reject-identity': { path: 'identity-check/rejection', action: 'reject-identity' },
  'ask-clarification': { path: 'clarification', action: 'ask-clarification' },
  'record-clarification': { path: 'clarification/reply', action: 'record-clarification' },
  pause: { path: 'pause', action: 'pause' },
  resume: { path: 'pause/end', action: 'resume' },
  extend: { path: 'extension', action: 'extend' },
  fulfil: { path: 'deadlines/:clock/fulfilment', action: 'fulfil' },
  'cancel-clock': { path: 'deadlines/:clock/cancellation', action: 'cancel-clock' },
  answer: { path: 'answer', action: 'answer' },
  refuse: { path: 'refusal', action: 'refuse' },
  assign: { path: 'assignment', action: 'assign' },
  'correct-person': { path: 'corrections/person', action: 'correct-person' },
  'correct-right': { path: 'corrections/right', action: 'correct-right' },
  'correct-receipt': { path: 'receipt', action: 'correct-receipt' },
  'change-policy': { path: 'policy', action: 'change-basis' },
  note: { path: 'events', action: 'note' },
  'write-message': { path: 'message', action: 'write-message' },
  'record-reply': { path: 'reply', action: 'record-reply' },
  'reject-reply': { path: 'reply/rejection', action: 'reject-reply' },
  'mark-read': { path: 'messages/read', action: 'mark-read' },
  'mark-unread': { path: 'messages/read/undo', action: 'mark-unread' },
  withdraw: { path: 'withdrawal', action: 'withdraw' },
  close: { path: 'closure', action: 'close' },
  reopen: { path: 'reopening', action: 'reopen' },
  'undo-clarification': { path: 'clarification/reply/undo', action: 'undo-clarification' },
  'undo-pause': { path: 'pause/undo', action: 'undo-pause' },
  'undo-extension': { path: 'extension/undo', action: 'undo-extension' },
  'undo-fulfilment': { path: 'deadlines/:clock/fulfilment/undo', action: 'undo-fulfilment' },
  resend: { path: 'resending', action: 'resend-letter' },
  'record-return': { path: 'returned-letter', action: 'record-return' },
  'undo-return': { path: 'returned-letter/undo', action: 'undo-return' },
  'set-aside-return': { path: 'returned-letter/delivery', action: 'set-aside-return' },
  'undo-set-aside': { path: 'returned-letter/delivery/undo', action: 'undo-set-aside' },
  'undo-decision': { path: 'decision/undo', action: 'undo-decision' },
} as const satisfies Record<string, { path: string; action: Action }>;

export type VerbName = keyof typeof VERBS;
export const VERB_NAMES = Object.keys(VERBS) as VerbName[];

/** Whether a verb is done to one promise, which its address names. */
export const isAboutOneClock = (verb: VerbName): boolean => VERBS[verb].path.includes(':clock');

/** Where a verb's form stands and goes to. */
export const addressOf = (verb: VerbName, reference: string, clock = ''): string =>
  `/requests/${reference}/${VERBS[verb].path.replace(':clock', encodeURIComponent(clock))}`;
