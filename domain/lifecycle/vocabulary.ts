/**
 * What can be done to a request: by staff, in the order of the request page; then by the person; then by the desk itself. Nothing
 * else changes a request.
 */
export const ACTIONS = [
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
  'end-rest',
  'send-answer-again',
  'send-transmission',
  'decline-transmission',
  'end-transmission',
  'refuse',
  'withdraw',
  'mark-spam',
  'unmark-spam',
  'close',
  'reopen',
  'remind-mailbox',
  'assign',
  'tag',
  'untag',
  'relate',
  'merge',
  'unmerge',
  'correct-person',
  'correct-right',
  'correct-receipt',
  'note',
  'write-message',
  'mark-read',
  'mark-unread',
  'record-reply',
  'reject-reply',
  'undo-clarification',
  'undo-pause',
  'undo-extension',
  'undo-fulfilment',
  'undo-decision',
  'resend-letter',
  'correct-address',
  'record-return',
  'undo-return',
  'set-aside-return',
  'undo-set-aside',
  'record-posting',
  'print-letter',
  'change-basis',
  'hand-out',
  'answer-task',
  'chase-task',
  'confirm-mailbox',
  'leave-message',
  'ask-transmission',
  'send-code',
  'open-answer',
  'fetch-transmission',
  'record-delivery',
  'end-merger',
] as const;
export type Action = (typeof ACTIONS)[number];

/** How a request reached the organisation. `form` is our public form; the others are logged by hand. */
export const CHANNELS = ['form', 'mail', 'post', 'phone', 'in-person'] as const;
export type Channel = (typeof CHANNELS)[number];

/** The facts that a request may hold. `received` is a column, since there is always exactly one. */
export const FACT_NAMES = [
  'mailbox-confirmed',
  'identity-asked',
  'identity-confirmed',
  'identity-rejected',
  'clarification-asked',
  'clarified',
  'paused',
  'resumed',
  'extension-decided',
  'extension-notice-sent',
  'refused-in-part',
  'refused',
  'answered',
  'fulfilled',
  'clock-cancelled',
  'withdrawn',
  'closed',
  'receipt-corrected',
  'person-corrected',
  'right-corrected',
  'policy-changed',
  'address-corrected',
  'message-received',
  'identity-request-decided',
  'clarification-request-decided',
  'part-refusal-decided',
  'answer-decided',
  'refusal-decided',
  'identity-rejection-decided',
  'giving-up-decided',
  'letter-returned',
  'return-set-aside',
  'reply-rejected',
  'rest-ending-decided',
  'rest-ended',
  'merged',
  'marked-spam',
] as const;
export type FactName = (typeof FACT_NAMES)[number];

/** How an identity was confirmed. */
export const IDENTITY_METHODS = ['mailbox', 'log-in', 'question', 'document', 'in-person'] as const;
export type IdentityMethod = (typeof IDENTITY_METHODS)[number];

/** How a letter to the person leaves: by the mail server; on paper, to be printed and posted; or it was posted already. */
export const WAYS_OF_SENDING = ['mail', 'paper', 'post'] as const;

/** How a stored letter goes or went. On paper it is `post`, queued until its posting is recorded. */
export const LETTER_CHANNELS = ['mail', 'post'] as const;
export type LetterChannel = (typeof LETTER_CHANNELS)[number];

/** What a reply is: the answer to our question, or something besides it. */
export const REPLY_KINDS = ['answer', 'more'] as const;
export type ReplyKind = (typeof REPLY_KINDS)[number];

/** Of what an identity is confirmed: of everything that was asked together, or of one request. */
export const IDENTITY_SCOPES = ['all', 'one'] as const;
export type IdentityScope = (typeof IDENTITY_SCOPES)[number];

/** What can end one promise by itself. */
export const PROMISE_ENDINGS = ['fulfil', 'cancel-clock'] as const satisfies readonly Action[];
export type PromiseEnding = (typeof PROMISE_ENDINGS)[number];

/** The only grounds of Art. 12(3): the complexity of the request, and the number of requests. */
export const EXTENSION_GROUNDS = ['complexity', 'number', 'both'] as const;
export type ExtensionGround = (typeof EXTENSION_GROUNDS)[number];

/** `whole` ends the request; `part` leaves the rest to be answered. */
export const REFUSAL_SCOPES = ['whole', 'part'] as const;
export type RefusalScope = (typeof REFUSAL_SCOPES)[number];

/** `closure`: the answer stands. `decision`: the answer or refusal is undone too, and the first clock runs on. */
export const REOPENING_SCOPES = ['closure', 'decision'] as const;
export type ReopeningScope = (typeof REOPENING_SCOPES)[number];

/** Every letter the desk writes: up to `answer-code` to the person; then to staff, to owners of systems, and to providers. */
export const LETTER_KINDS = [
  'receipt',
  'identity-request',
  'identity-rejected',
  'clarification-request',
  'extension-notice',
  'answer',
  'answer-again',
  'rest-ended',
  'refusal',
  'giving-up',
  'mailbox-reminder',
  'withdrawal-receipt',
  'client-notice',
  'transmission-told',
  'transmission-declined',
  'message',
  'message-receipt',
  'status-code',
  'answer-code',
  'reminder',
  'escalation',
  'overdue-digest',
  'invitation',
  'task-notice',
  'task-reminder',
  'task-late',
  'task-withdrawn',
  'task-code',
  'restore-notice',
  'transmission-notice',
  'transmission-code',
  'message-notice',
  'undelivered-notice',
  'arrival',
  'arrivals-digest',
] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

/** `queued`: waits for the mail server. `failed`: no tries left. `cancelled`: became pointless before it went. `returned`: came back. */
export const LETTER_STATES = ['queued', 'sent', 'failed', 'cancelled', 'returned'] as const;
export type LetterState = (typeof LETTER_STATES)[number];

/** The states of a letter that has not gone out and still may. */
export const UNSENT_STATES = ['queued', 'failed'] as const satisfies readonly LetterState[];
export const isUnsent = (state: LetterState): boolean => UNSENT_STATES.some((each) => each === state);

/** Why an ordered letter does not go after all. The outbox has words for each. */
export const REASONS_NOT_TO_SEND = [
  'settled',
  'later-step',
  'told-by-digest',
  'other-recipient',
  'nothing-late',
  'another-day',
  'code-ended',
  'link-ended',
  'extension-lapsed',
  'key-destroyed',
  'no-address',
  'read-already',
  'reply-came',
  'nothing-new',
] as const;
export type ReasonNotToSend = (typeof REASONS_NOT_TO_SEND)[number];

/** What a file is for. Identity evidence is destroyed on decision; a mandate (who may act for whom) stays with the request. */
export const ATTACHMENT_PURPOSES = [
  'request',
  'mandate',
  'identity',
  'answer',
  'answer-draft',
  'answer-copy',
  'proof',
  'message',
  'task',
  'message-text',
  'note-text',
] as const;
export type AttachmentPurpose = (typeof ATTACHMENT_PURPOSES)[number];

/** The purposes of files that came with a request, and of what comes with a later message. */
export const REQUEST_PURPOSES = ['request', 'mandate'] as const satisfies readonly AttachmentPurpose[];
export const MESSAGE_PURPOSES = [
  'message',
  'message-text',
  'identity',
  'mandate',
] as const satisfies readonly AttachmentPurpose[];
