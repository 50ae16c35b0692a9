import { type Deadline, hasEnded } from '../deadlines/deadline.ts';
import { countsAtOnce, type Right } from '../rights.ts';
import type { Channel } from './vocabulary.ts';

/** Where a request stands; docs/glossary.md, "States", defines each word. */
export const STATUSES = ['unverified', 'open', 'waiting', 'purge-pending', 'answered', 'closed'] as const;
export type Status = (typeof STATUSES)[number];

/** The statuses of an open request: not closed, and its mailbox confirmed or no mailbox needed. */
export const OPEN_STATUSES: readonly Status[] = STATUSES.filter(
  (status) => status !== 'closed' && status !== 'unverified',
);

export const NOT_CLOSED_STATUSES: readonly Status[] = STATUSES.filter((status) => status !== 'closed');

/** How a request ended. */
export const OUTCOMES = [
  'answered',
  'refused',
  'withdrawn',
  'given-up',
  'identity-not-confirmed',
  'merged',
  'spam',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Outcomes that are no end of what a person asked for: it goes on in another request, or no person asked. */
const SET_ASIDE: readonly Outcome[] = ['merged', 'spam'];

/**
 * Whether a request left the queue without having been dealt with: it owes nothing itself, so that it is neither in time nor late, and only
 * the undoing of what set it aside brings it back.
 */
export const isSetAside = ({ outcome }: { outcome: Outcome | null }): boolean =>
  outcome !== null && SET_ASIDE.includes(outcome);

/**
 * Whether a request waits for its mailbox to be confirmed: it came by the form with an address, and its right does not count at
 * once. Asked for together, an access request waits and the objection to marketing beside it does not.
 */
export const needsMailbox = ({ channel, email, right }: { channel: Channel; email?: string; right: Right }) =>
  channel === 'form' && Boolean(email) && !countsAtOnce(right);

/** Which of the facts that decide the status are present. */
export type StatusFacts = {
  mailboxNeeded: boolean;
  mailboxConfirmed: boolean;
  identityConfirmed: boolean;
  awaitingPerson: boolean;
  answered: boolean;
  closed: boolean;
};

/**
 * The status that follows from the facts. An answered request whose deletion or purge still runs is `purge-pending`: it stays in the
 * queue until each such clock is met, or cancelled with a reason.
 */
export function statusOf(standing: StatusFacts, deadlines: Pick<Deadline, 'state' | 'advisory'>[]): Status {
  if (standing.closed) return 'closed';
  if (standing.answered) return hasOpenPromise(deadlines) ? 'purge-pending' : 'answered';
  if (standing.mailboxNeeded && !standing.mailboxConfirmed && !standing.identityConfirmed)
    return 'unverified';
  return standing.awaitingPerson ? 'waiting' : 'open';
}

/**
 * Whether closing means giving up on a person who does not reply: that takes a letter, it never happens in silence. An answered
 * request is simply closed.
 */
export const isGivenUpByClosing = (status: Status): boolean =>
  status === 'unverified' || status === 'waiting';

/** Whether some promise is neither met nor cancelled. Advisory rows promise nothing. */
export const hasOpenPromise = (deadlines: Pick<Deadline, 'state' | 'advisory'>[]): boolean =>
  deadlines.some(isOpen);

const isOpen = ({ state, advisory }: Pick<Deadline, 'state' | 'advisory'>): boolean =>
  !advisory && !hasEnded({ state });
