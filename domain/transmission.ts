import type { LetterState } from './lifecycle/vocabulary.ts';

/** What was decided about handing data to another provider: nothing yet, that a link goes there, or that it is not feasible. */
export const TRANSMISSION_STATES = ['asked', 'sent', 'declined'] as const;
export type TransmissionState = (typeof TRANSMISSION_STATES)[number];

/** What is known of a transmission (Art. 20(2) GDPR). `sentAt`: when the mail server accepted the letter with the link. */
export type TransmissionFacts = {
  state: TransmissionState;
  sentAt: Date | null;
  expiresAt: Date | null;
  endedAt: Date | null;
  fetches: number;
  /** What became of the letter with the link. */
  letter: LetterState | null;
};

/** How far a transmission has come, as it is told: a link that was sent is not yet data that were fetched. */
export type TransmissionStanding =
  | 'asked'
  | 'declined'
  | 'waiting'
  | 'undelivered'
  | 'open'
  | 'fetched'
  | 'over'
  | 'ended';

/**
 * How far a transmission has come. What was fetched stays fetched, whatever became of the link. Example: `open` for a link that the
 * mail server took and nobody used, `over` for the same after its days.
 */
export function transmissionStanding(
  { state, sentAt, expiresAt, endedAt, fetches, letter }: TransmissionFacts,
  now: Date,
): TransmissionStanding {
  if (state !== 'sent') return state;
  if (fetches > 0) return 'fetched';
  if (endedAt) return 'ended';
  if (letter === 'failed' || letter === 'returned') return 'undelivered';
  if (!sentAt || !expiresAt) return 'waiting';
  return expiresAt > now ? 'open' : 'over';
}

/** Whether its link opens the data now. */
export const isLinkOpen = (
  { state, expiresAt, endedAt }: Pick<TransmissionFacts, 'state' | 'expiresAt' | 'endedAt'>,
  now: Date,
): boolean => state === 'sent' && endedAt === null && expiresAt !== null && expiresAt > now;
