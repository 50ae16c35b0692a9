import type { FactName } from './vocabulary.ts';

/** Everything that the log of a request may tell. A kind without words in every language, or an event of another kind, cannot be. */
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
  'answer-decided',
  'answered',
  'answer-code-ordered',
  'answer-opened',
  'answer-file-fetched',
  'status-code-ordered',
  'refusal-decided',
  'refused',
  'giving-up-decided',
  'decision-undone',
  'fulfilled',
  'fulfilment-undone',
  'clock-cancelled',
  'deadline-moved',
  'assigned',
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
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

const KNOWN: ReadonlySet<string> = new Set(EVENT_KINDS);

export const isEventKind = (kind: string): kind is EventKind => KNOWN.has(kind);

/** Facts that the log tells by another word than their own; a message may have come by post as well, and was recorded then. */
const TOLD_OTHERWISE = {
  'part-refusal-decided': 'refusal-decided',
  'refused-in-part': 'refused',
} as const satisfies Partial<Record<FactName, EventKind>>;

/**
 * The event by which the log tells of a fact: what was done has the same words on the page of a request as in its log.
 * Example: `refused-in-part` is told by `refused`, `paused` by `paused`.
 */
export const eventOfFact = (name: FactName): EventKind =>
  name in TOLD_OTHERWISE
    ? TOLD_OTHERWISE[name as keyof typeof TOLD_OTHERWISE]
    : (name as Exclude<FactName, keyof typeof TOLD_OTHERWISE>);
