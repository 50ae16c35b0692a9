import { CORRECTABLE } from '../corrections.ts';
import { PERSON_VERBS } from './personVerbs.ts';
import type { VerbShape } from './verbShape.ts';

/** The fields of a letter to the person. */
export const SENDING = ['sending', 'postedOn', 'proof', 'confirmed', 'greeting', 'wording'] as const;
const WHY = ['reason'] as const;
const REASON = { reason: 'reason-missing' } as const;

/** Each thing that can be done on the request page. Routes, forms and addresses derive from this table. */
export const VERBS = {
  'confirm-identity': {
    path: 'identity-check',
    action: 'confirm-identity',
    fields: ['method', 'of', 'arrivedOn', 'note'],
    needs: { method: 'method-missing' },
  },
  'ask-identity': {
    path: 'identity-check/request',
    action: 'ask-identity',
    fields: ['doubt', 'needed', ...SENDING],
    needs: { doubt: 'reason-missing', needed: 'needed-missing' },
  },
  'reject-identity': {
    path: 'identity-check/rejection',
    action: 'reject-identity',
    fields: ['reason', ...SENDING],
    needs: REASON,
    grave: true,
    waitsForLetter: true,
  },
  'ask-clarification': {
    path: 'clarification',
    action: 'ask-clarification',
    fields: ['question', ...SENDING],
    needs: { question: 'question-missing' },
  },
  'record-clarification': {
    path: 'clarification/reply',
    action: 'record-clarification',
    fields: ['clarifiedAt', 'clarifiedAtTime', 'note'],
    needs: { clarifiedAt: 'date-missing' },
  },
  pause: {
    path: 'pause',
    action: 'pause',
    fields: ['reason', 'askedAt', 'askedAtTime', 'proof'],
    needs: { reason: 'pause-reason-missing', askedAt: 'date-missing', proof: 'proof-missing' },
  },
  resume: {
    path: 'pause/end',
    action: 'resume',
    fields: ['resumedAt', 'resumedAtTime'],
    needs: { resumedAt: 'date-missing' },
  },
  extend: {
    path: 'extension',
    action: 'extend',
    fields: ['ground', 'until', 'reason', ...SENDING],
    needs: REASON,
  },
  fulfil: {
    path: 'deadlines/:clock/fulfilment',
    action: 'fulfil',
    fields: ['unconfirmed', 'done', 'doneAt', 'doneAtTime', 'proof'],
    needs: { done: 'what-was-done-missing', doneAt: 'date-missing' },
    files: true,
  },
  'cancel-clock': {
    path: 'deadlines/:clock/cancellation',
    action: 'cancel-clock',
    fields: WHY,
    needs: REASON,
    grave: true,
  },
  answer: {
    path: 'answer',
    action: 'answer',
    fields: [
      'typed',
      'unconfirmed',
      'with',
      'text',
      'release',
      'nothingHeld',
      'incomplete',
      'followsOn',
      ...SENDING,
    ],
    needs: { text: 'text-missing' },
    files: true,
    waitsForLetter: true,
  },
  'end-rest': {
    path: 'answer/rest/end',
    action: 'end-rest',
    fields: ['reason', ...SENDING],
    needs: REASON,
    grave: true,
    waitsForLetter: true,
  },
  'send-answer-again': { path: 'answer/again', action: 'send-answer-again', fields: [] },
  'send-transmission': {
    path: 'transmission',
    action: 'send-transmission',
    fields: ['provider', 'email', 'wish'],
    needs: { provider: 'provider-missing', email: 'email-needed' },
  },
  'decline-transmission': {
    path: 'transmission/refusal',
    action: 'decline-transmission',
    fields: ['reason', ...SENDING],
    needs: REASON,
    grave: true,
  },
  'end-transmission': { path: 'transmission/end', action: 'end-transmission', fields: [], grave: true },
  refuse: {
    path: 'refusal',
    action: 'refuse',
    fields: ['scope', 'ground', 'reason', ...SENDING],
    needs: { scope: 'scope-missing', ground: 'ground-missing', ...REASON },
    grave: true,
    waitsForLetter: true,
  },
  ...PERSON_VERBS,
  'remind-mailbox': { path: 'mailbox-reminder', action: 'remind-mailbox', fields: [] },
  assign: { path: 'assignment', action: 'assign', fields: ['assignee'] },
  tag: { path: 'tags', action: 'tag', fields: ['tag'], needs: { tag: 'tag-missing' } },
  untag: { path: 'tags/removal', action: 'untag', fields: ['tag'], needs: { tag: 'tag-missing' } },
  'correct-person': {
    path: 'corrections/person',
    action: 'correct-person',
    fields: [...CORRECTABLE, 'known', 'reason'],
    needs: REASON,
  },
  'correct-right': {
    path: 'corrections/right',
    action: 'correct-right',
    fields: ['right', 'reason', 'shown', 'confirmed'],
    needs: { right: 'rights-missing', ...REASON },
  },
  'correct-receipt': {
    path: 'receipt',
    action: 'correct-receipt',
    fields: ['receivedOn', 'receivedOnTime', 'reason', 'confirmed'],
    needs: { receivedOn: 'date-missing', ...REASON },
  },
  'change-policy': {
    path: 'policy',
    action: 'change-basis',
    fields: ['residence', 'category', 'customer', 'policy', 'reason', 'shown', 'confirmed'],
    needs: REASON,
  },
  note: { path: 'events', action: 'note', fields: ['note'], needs: { note: 'note-missing' } },
  'write-message': {
    path: 'message',
    action: 'write-message',
    fields: ['text', ...SENDING],
    needs: { text: 'message-missing' },
  },
  'record-reply': {
    path: 'reply',
    action: 'record-reply',
    fields: ['repliedOn', 'channel', 'as', 'text', 'note', 'mandate'],
    needs: { repliedOn: 'date-missing', channel: 'channel-missing' },
    files: true,
  },
  'reject-reply': {
    path: 'reply/rejection',
    action: 'reject-reply',
    fields: ['wait', 'reason'],
    needs: { wait: 'wait-missing', ...REASON },
  },
  'mark-read': { path: 'messages/read', action: 'mark-read', fields: [] },
  'mark-unread': { path: 'messages/read/undo', action: 'mark-unread', fields: [] },
  withdraw: { path: 'withdrawal', action: 'withdraw', fields: WHY, grave: true },
  close: { path: 'closure', action: 'close', fields: ['reason', ...SENDING], waitsForLetter: true },
  reopen: {
    path: 'reopening',
    action: 'reopen',
    fields: ['scope', 'reason'],
    needs: { scope: 'scope-missing', ...REASON },
  },
  'undo-clarification': {
    path: 'clarification/reply/undo',
    action: 'undo-clarification',
    fields: WHY,
    takesBack: 'clarified',
  },
  'undo-pause': { path: 'pause/undo', action: 'undo-pause', fields: WHY, takesBack: 'paused' },
  'undo-extension': {
    path: 'extension/undo',
    action: 'undo-extension',
    fields: WHY,
    takesBack: 'extension-decided',
  },
  'undo-fulfilment': {
    path: 'deadlines/:clock/fulfilment/undo',
    action: 'undo-fulfilment',
    fields: WHY,
    takesBack: 'fulfilled',
  },
  resend: { path: 'resending', action: 'resend-letter', fields: ['email', 'known', ...SENDING] },
  'record-return': {
    path: 'returned-letter',
    action: 'record-return',
    fields: ['letter', 'returnedOn', 'returnedOnTime', 'known'],
    needs: { returnedOn: 'date-missing', known: 'known-missing' },
  },
  'undo-return': {
    path: 'returned-letter/undo',
    action: 'undo-return',
    fields: WHY,
    takesBack: 'letter-returned',
  },
  'set-aside-return': {
    path: 'returned-letter/delivery',
    action: 'set-aside-return',
    fields: ['reason', 'proof'],
    needs: { ...REASON, proof: 'proof-missing' },
  },
  'undo-set-aside': {
    path: 'returned-letter/delivery/undo',
    action: 'undo-set-aside',
    fields: WHY,
    takesBack: 'return-set-aside',
  },
  'undo-decision': { path: 'decision/undo', action: 'undo-decision', fields: ['decision', 'reason'] },
} as const satisfies Record<string, VerbShape>;

export type VerbName = keyof typeof VERBS;
export const VERB_NAMES = Object.keys(VERBS) as VerbName[];

/** The names of the fields of one verb's form. */
export type FieldOf<V extends VerbName> = (typeof VERBS)[V]['fields'][number];

/** The names of those that it cannot do without. */
export type NeededBy<V extends VerbName> = (typeof VERBS)[V] extends { needs: infer Needs }
  ? keyof Needs & string
  : never;

/** The entry of a verb in the table. */
export const shapeOf = (verb: VerbName): VerbShape => VERBS[verb];

/** Whether a verb is about one promise, which its address names. */
export const isAboutOneClock = (verb: VerbName): boolean => VERBS[verb].path.includes(':clock');

/** Where a verb's form stands and goes to. */
export const verbPath = (verb: VerbName, reference: string, clock = ''): string =>
  `/requests/${reference}/${VERBS[verb].path.replace(':clock', encodeURIComponent(clock))}`;
