import type { Particulars } from './intake/particulars.ts';
import type { LetterState } from './lifecycle/vocabulary.ts';
import type { Right } from './rights.ts';

/** What was decided about handing data to another provider: nothing yet, that a link goes there, or that it is not feasible. */
export const TRANSMISSION_STATES = ['asked', 'sent', 'declined'] as const;
export type TransmissionState = (typeof TRANSMISSION_STATES)[number];

/** What is known of a transmission (Art. 20(2) GDPR). `sentAt`: when the mail server accepted the letter with the link. */
export type TransmissionFacts = {
  state: TransmissionState;
  /** The provider's address; empty while only the request names the provider. */
  email: string;
  sentAt: Date | null;
  expiresAt: Date | null;
  endedAt: Date | null;
  /** When the provider first opened its page with a code. */
  openedAt: Date | null;
  /** When the provider last asked for another link, since this one had expired. */
  askedAgainAt: Date | null;
  fetches: number;
  /** What became of the letter with the link. */
  letter: LetterState | null;
};

/** How far a transmission has come, as it is told: a link that was sent is not yet data that were fetched. */
export type TransmissionStanding =
  | 'named'
  | 'asked'
  | 'declined'
  | 'waiting'
  | 'undelivered'
  | 'open'
  | 'opened'
  | 'fetched'
  | 'over'
  | 'ended';

/**
 * How far a transmission has come. What was fetched stays fetched, whatever became of the link. Example: `open` for a link that the
 * mail server took and nobody used, `opened` once its page was opened, `over` for the same after its days.
 */
export function transmissionStanding(
  { state, email, sentAt, expiresAt, endedAt, openedAt, fetches, letter }: TransmissionFacts,
  now: Date,
): TransmissionStanding {
  if (state === 'asked' && email === '') return 'named';
  if (state !== 'sent') return state;
  if (fetches > 0) return 'fetched';
  if (endedAt) return 'ended';
  if (letter === 'failed' || letter === 'returned') return 'undelivered';
  if (!sentAt || !expiresAt) return 'waiting';
  if (expiresAt <= now) return 'over';
  return openedAt ? 'opened' : 'open';
}

/** Whether its link opens the data now. */
export const isLinkOpen = (
  { state, expiresAt, endedAt }: Pick<TransmissionFacts, 'state' | 'expiresAt' | 'endedAt'>,
  now: Date,
): boolean => state === 'sent' && endedAt === null && expiresAt !== null && expiresAt > now;

/** Whether the provider may ask for another link: its days are over, nobody ended it, and it has not asked already. */
export const mayAskAgain = (
  {
    state,
    expiresAt,
    endedAt,
    askedAgainAt,
  }: Pick<TransmissionFacts, 'state' | 'expiresAt' | 'endedAt' | 'askedAgainAt'>,
  now: Date,
): boolean =>
  state === 'sent' && endedAt === null && expiresAt !== null && expiresAt <= now && askedAgainAt === null;

/**
 * The provider that the person named in a request for portability and that nobody has taken up or refused (Art. 20(2) GDPR). A later
 * wish, a link or a refusal takes its place. Example: "Other Bank" as long as the request has no transmission.
 */
export const namedProvider = (
  { right, particulars }: { right: Right; particulars?: Particulars },
  transmissions: readonly unknown[],
): string | undefined =>
  right === 'portability' && transmissions.length === 0 ? particulars?.recipient || undefined : undefined;
