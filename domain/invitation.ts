/**
 * How somebody came by a link for an account: read in the `mailbox`; printed for the operator of the machine (`operator`); or
 * `shown` in the outbox of a desk without a mail server, where staff of the organisation that ordered it can read it.
 */
export const LINK_PROOFS = ['mailbox', 'operator', 'shown'] as const;
export type LinkProof = (typeof LINK_PROOFS)[number];

/** What somebody must give to accept an invitation. */
export type PasswordAsked = 'new-password' | 'current-password' | 'nothing';

type Account = { hasPassword: boolean; passwordProof: LinkProof | null };

/**
 * What the link of an invitation asks for, so that no organisation can open an account in another's name. For an account without
 * a password one is chosen. A password set by the owner of the mailbox, or by somebody whom the operator trusts, stands: the link alone
 * accepts. One that staff of another organisation may have set does not: whoever reads the mailbox chooses a new one, and whoever
 * only has a link shown in an outbox must know the present one. Example: staff of A set a password by a link that A's outbox showed;
 * B invites the same address by email; its owner chooses a new password, and the old one opens neither.
 */
export function askedToAccept({ hasPassword, passwordProof }: Account, link: LinkProof): PasswordAsked {
  if (!hasPassword) return 'new-password';
  if (passwordProof === 'mailbox' || passwordProof === 'operator') return 'nothing';
  return link === 'shown' ? 'current-password' : 'new-password';
}
