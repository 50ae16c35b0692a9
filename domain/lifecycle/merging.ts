import { nameKey } from '../folding.ts';
import type { Right } from '../rights.ts';
import { RuleViolation } from '../ruleViolation.ts';
import type { Verdict } from './doubles.ts';
import { isMailboxUnproven } from './identity.ts';
import type { Status } from './status.ts';
import type { Channel } from './vocabulary.ts';

/** A request as the rule of mergers sees it. */
export type Mergeable = {
  reference: string;
  receivedAt: Date;
  right: Right;
  status: Status;
  channel: Channel;
  email: string | null;
  /** For whom, where somebody else asks. */
  clientName: string | null;
  mailboxConfirmed: boolean;
  identityConfirmed: boolean;
  /** Whether other requests were merged into it. */
  hasMerged: boolean;
};

/** How far it is known who asks. */
type KnownAsker = Pick<Mergeable, 'channel' | 'email' | 'mailboxConfirmed' | 'identityConfirmed'>;

/**
 * What shows that two requests are one person's: the identity of both was confirmed, or both came from one mailbox that its owner has
 * opened. `none`: nobody has confirmed one of them.
 */
const MERGE_PROOFS = ['identity', 'mailbox', 'none'] as const;
export type MergeProof = (typeof MERGE_PROOFS)[number];

/** Which request is kept and why, which one goes on in it, and what shows that they are one person's. */
export type Merger = { kept: Mergeable; merged: Mergeable; proof: MergeProof; by: 'first' | 'verified' };

const OPEN: readonly Status[] = ['unverified', 'open', 'waiting'];

/**
 * Which of two requests is kept if they are merged. The better verified one: identity before mailbox before nothing, so that what nobody
 * has confirmed never takes anything from what somebody has; of two alike the one received first. The promises of both stay.
 * Throws why they cannot be merged: `merge-not-open`, `merge-other-right`, `merge-other-client`, `merge-said-not-same`, `merge-in-merged`
 * where the one that would go has others in it, and `merge-unproven` where somebody verified the other one too and nothing shows that both are
 * one person: their request would be answered to somebody else. docs/law.md#two-requests-that-are-one
 */
export function mergerOf(one: Mergeable, other: Mergeable, verdict: Verdict | null): Merger {
  for (const { status, reference } of [one, other])
    if (!OPEN.includes(status)) throw new RuleViolation('merge-not-open', { reference }, 'other');
  if (one.right !== other.right) throw new RuleViolation('merge-other-right', {}, 'other');
  if (nameKey(one.clientName ?? '') !== nameKey(other.clientName ?? ''))
    throw new RuleViolation('merge-other-client', {}, 'other');
  if (verdict === 'not-same') throw new RuleViolation('merge-said-not-same', {}, 'other');
  const [kept, merged] = isKept(one, other) ? [one, other] : [other, one];
  if (merged.hasMerged) throw new RuleViolation('merge-in-merged', { reference: merged.reference }, 'other');
  const proof = proofOf(kept, merged);
  if (!standsIn(merged, proof)) throw new RuleViolation('merge-unproven', {}, 'other');
  return { kept, merged, proof, by: rankOf(kept) > rankOf(merged) ? 'verified' : 'first' };
}

/** What shows that two requests are one person's. Addresses are compared without case. */
export function proofOf(one: KnownAsker, other: KnownAsker): MergeProof {
  if (one.identityConfirmed && other.identityConfirmed) return 'identity';
  const isOne = one.email !== null && one.email.toLowerCase() === other.email?.toLowerCase();
  return isOne && !isMailboxUnproven(one, one) && !isMailboxUnproven(other, other) ? 'mailbox' : 'none';
}

/**
 * Whether a request may be, and stay, merged: its person is shown to be that of the kept one, or nobody has confirmed it. Once its owner opens
 * the link in its mailbox, and that is another one, it goes on by itself again.
 */
export const standsIn = (merged: KnownAsker, proof: MergeProof): boolean =>
  proof !== 'none' || rankOf(merged) === 0;

/** Whether the person of a merged request may be told of the kept one; else their page tells of their own alone. */
export const isToldOfKept = (proof: MergeProof): boolean => proof !== 'none';

const rankOf = (one: KnownAsker): number => (one.identityConfirmed ? 2 : isMailboxUnproven(one, one) ? 0 : 1);

function isKept(one: Mergeable, other: Mergeable): boolean {
  const rank = rankOf(one) - rankOf(other);
  if (rank !== 0) return rank > 0;
  const age = one.receivedAt.getTime() - other.receivedAt.getTime();
  return age === 0 ? one.reference < other.reference : age < 0;
}
