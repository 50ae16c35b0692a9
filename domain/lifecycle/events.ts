import type { FactName } from './vocabulary.ts';

/** Every kind of event in the log of a request. Each must have words in every language, and no other kind can be written. */
export const EVENT_KINDS = [
  'received',
  'mailbox-confirmed',
  'identity-request-decided',
  'identity-asked',
  'identity-confirmed',
  'identity-rejection-decided',
  'identity-rejected',
  'evidence-destroyed',
  'clarification-request-decided',
  'clarification-asked',
  'clarified',
  'clarification-undone',
  'paused',
  'resumed',
  'pause-undone',
  'extension-decided',
  'extension-notice-sent',
  'extension-undone',
  'letter-queued',
  'letter-posted',
  'letter-prepared',
  'letter-printed',
  'letter-taken',
  'letter-sent',
  'letter-refused',
  'letter-returned',
  'return-undone',
  'return-set-aside',
  'set-aside-undone',
  'file-stored',
  'message-received',
  'message-written',
  'messages-read',
  'messages-unread',
  'reply-recorded',
  'reply-rejected',
  'answer-stated',
  'answer-worded',
  'answer-file-released',
  'answer-file-left-out',
  'answer-file-changed',
  'answer-decided',
  'answered',
  'rest-ending-decided',
  'rest-ended',
  'answer-sent-again',
  'answer-code-ordered',
  'answer-opened',
  'answer-file-fetched',
  'answer-file-read',
  'answer-package-fetched',
  'transmission-asked',
  'transmission-sent',
  'transmission-declined',
  'transmission-ended',
  'transmission-code-ordered',
  'transmission-opened',
  'transmission-fetched',
  'transmission-asked-again',
  'status-code-ordered',
  'worksheet-saved',
  'refusal-decided',
  'refused',
  'giving-up-decided',
  'decision-undone',
  'fulfilled',
  'fulfilment-undone',
  'clock-cancelled',
  'deadline-moved',
  'assigned',
  'tagged',
  'untagged',
  'related',
  'noted',
  'withdrawn',
  'closed',
  'reopened',
  'address-corrected',
  'identity-undone',
  'person-corrected',
  'right-corrected',
  'receipt-corrected',
  'basis-changed',
  'policy-changed',
  'tasks-planned',
  'task-handed-out',
  'task-dropped',
  'tasks-shown',
  'task-answered',
  'task-moved',
  'tasks-restored',
  'owner-link-renewed',
  'owner-link-revoked',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

const KNOWN: ReadonlySet<string> = new Set(EVENT_KINDS);

export const isEventKind = (kind: string): kind is EventKind => KNOWN.has(kind);

/** Facts whose event has another name. */
const TOLD_OTHERWISE = {
  'part-refusal-decided': 'refusal-decided',
  'refused-in-part': 'refused',
} as const satisfies Partial<Record<FactName, EventKind>>;

/**
 * The event that stands for a fact, so that the page of a request and its log use the same words. Example: `refused` for
 * `refused-in-part`, `paused` for `paused`.
 */
export const eventOfFact = (name: FactName): EventKind =>
  name in TOLD_OTHERWISE
    ? TOLD_OTHERWISE[name as keyof typeof TOLD_OTHERWISE]
    : (name as Exclude<FactName, keyof typeof TOLD_OTHERWISE>);
