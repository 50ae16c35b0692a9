/**
 * How a link for an account came to hand: read in the `mailbox`, printed for whoever runs the machine (`operator`), or
 * `shown` in the outbox of a desk without a mail server, where staff of the organisation that ordered it can read it.
 */
export const LINK_PROOFS = ['mailbox', 'operator', 'shown'] as const;
export type LinkProof = (typeof LINK_PROOFS)[number];

/** What somebody gives to accept an invitation. */
export type Asked = 'new-password' | 'current-password' | 'nothing';

type Account = { hasPassword: boolean; passwordProof: LinkProof | null };

/**
 * What the link of an invitation asks for, so that no organisation opens an account for another one. Without a password one
 * is chosen. A password that the owner of the mailbox set, or somebody whom the operator trusts, stands, and the link alone
 * accepts. One that staff of another organisation may have set does not: who reads the mailbox chooses a new one, and who
 * only has what an outbox shows must know it. Example: staff of A set a password by a link that A's outbox showed; B invites
 * the same address by mail; its owner chooses a new password, and the old one opens neither.
 */
export function askedToAccept({ hasPassword, passwordProof }: Account, link: LinkProof): Asked {
  if (!hasPassword) return 'new-password';
  if (passwordProof === 'mailbox' || passwordProof === 'operator') return 'nothing';
  return link === 'shown' ? 'current-password' : 'new-password';
}
