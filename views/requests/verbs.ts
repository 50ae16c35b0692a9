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
  'correct-receipt': { path: 'receipt', action: 'correct-receipt' },
  note: { path: 'events', action: 'note' },
  withdraw: { path: 'withdrawal', action: 'withdraw' },
  close: { path: 'closure', action: 'close' },
  reopen: { path: 'reopening', action: 'reopen' },
  'undo-clarification': { path: 'clarification/reply/undo', action: 'record-clarification' },
  'undo-pause': { path: 'pause/undo', action: 'pause' },
  'undo-extension': { path: 'extension/undo', action: 'extend' },
  'undo-fulfilment': { path: 'deadlines/:clock/fulfilment/undo', action: 'fulfil' },
} as const satisfies Record<string, { path: string; action: Action }>;

export type VerbName = keyof typeof VERBS;
export const VERB_NAMES = Object.keys(VERBS) as VerbName[];

/** Where a verb's form stands and goes to. */
export const addressOf = (verb: VerbName, reference: string, clock = ''): string =>
  `/requests/${reference}/${VERBS[verb].path.replace(':clock', encodeURIComponent(clock))}`;
