/** What can be done to a request, in the order in which the request page offers it. */
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
  'refuse',
  'withdraw',
  'close',
  'reopen',
  'assign',
  'correct-receipt',
  'note',
] as const;
export type Action = (typeof ACTIONS)[number];

/** How a request reached the organisation. `form` is our public form; the others are logged by hand. */
export const CHANNELS = ['form', 'mail', 'post', 'phone', 'in-person'] as const;
export type Channel = (typeof CHANNELS)[number];

/** The languages of the desk. */
export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The facts that a request may hold. `received` is a column: there is always exactly one. */
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
] as const;
export type FactName = (typeof FACT_NAMES)[number];

/** How an identity was confirmed (issue 2, point 7). */
export const IDENTITY_METHODS = ['mailbox', 'log-in', 'question', 'document', 'in-person'] as const;
export type IdentityMethod = (typeof IDENTITY_METHODS)[number];

/** Every letter the desk writes. The first group goes to the person, the second to staff. */
export const LETTER_KINDS = [
  'receipt',
  'identity-request',
  'identity-rejected',
  'clarification-request',
  'extension-notice',
  'answer',
  'refusal',
  'giving-up',
  'withdrawal-receipt',
  'status-code',
  'answer-code',
  'reminder',
  'escalation',
  'overdue-digest',
] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

/** `queued` waits for the mail server, `failed` has used up its tries, `cancelled` lost its reason before it went. */
export const LETTER_STATES = ['queued', 'sent', 'failed', 'cancelled'] as const;
export type LetterState = (typeof LETTER_STATES)[number];

/** What a file is for. Identity evidence is destroyed on decision. */
export const ATTACHMENT_PURPOSES = [
  'request',
  'identity',
  'answer',
  'proof',
  'message',
  'message-text',
  'note-text',
] as const;
export type AttachmentPurpose = (typeof ATTACHMENT_PURPOSES)[number];
