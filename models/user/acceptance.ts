import { askedToAccept, type LinkProof, type PasswordAsked } from '../../domain/invitation.ts';
import type { Role } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { ROW_LOCK } from '../database/locks.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Desk } from '../desk.ts';
import type { Invitation } from '../invitation.ts';
import { Membership } from '../membership.ts';
import { organisationById } from '../organisation/find.ts';
import type { Organisation } from '../organisation.ts';
import { User } from '../user.ts';
import { proofOf } from './invitationLetter.ts';
import { openLink, takeLink } from './oneTimeLink.ts';
import { hashPassword, isPassword } from './password.ts';
import { keepPassword } from './setPassword.ts';

/** An invitation as its page shows it: who is invited to what, and what they must provide. */
type OpenInvitation = { user: User; organisation: Organisation; role: Role; asked: PasswordAsked };

/** The invitation of a token; undefined if it was used, replaced or has expired. */
export async function openInvitation(desk: Desk, token: string): Promise<OpenInvitation | undefined> {
  const link = await openLink(desk, 'invitation', token);
  const found = link && (await invitedBy(link, token));
  if (!found) return undefined;
  const { user, membership, asked } = found;
  return {
    user,
    organisation: await organisationById(membership.organisationId),
    role: membership.role,
    asked,
  };
}

/**
 * Accepts an invitation: the membership takes effect. A new password ends the sessions opened with the old one. Returns
 * the user, and whether they gave a password: only then may they be logged in.
 */
export async function acceptInvitation(
  desk: Desk,
  token: string,
  given: { name: string; password: string },
): Promise<{ user: User; organisation: Organisation; isKnown: boolean }> {
  const opened = await openInvitation(desk, token);
  if (!opened) throw new RuleViolation('link-used');
  const passwordHash = await checkedPassword(opened, given.password);
  return inTransaction(desk.database, async () => {
    const link = await openLink(desk, 'invitation', token);
    const found = link && (await invitedBy(link, token, ROW_LOCK));
    const isUnchanged = found?.user.passwordHash === opened.user.passwordHash && found.asked === opened.asked;
    if (!link || !isUnchanged || !(await takeLink(desk, link))) throw new RuleViolation('link-used');
    const { user, membership, proof } = found;
    await membership.update({ acceptedAt: desk.clock() });
    if (passwordHash) await keepPassword(user, { passwordHash, passwordProof: proof }, given.name);
    return { user, organisation: opened.organisation, isKnown: opened.asked !== 'nothing' };
  });
}

/** The hash of a new password; undefined if the present one stays, which is checked if the page asks for it. */
async function checkedPassword(
  { asked, user }: OpenInvitation,
  password: string,
): Promise<string | undefined> {
  if (asked === 'new-password') return hashPassword(password);
  if (asked === 'current-password' && !(await isPassword(user.passwordHash, password)))
    throw new RuleViolation('password-wrong', {}, 'password');
  return undefined;
}

type FoundInvitation = { user: User; membership: Membership; proof: LinkProof; asked: PasswordAsked };

async function invitedBy(link: Invitation, token: string, held = {}): Promise<FoundInvitation | undefined> {
  const { userId, organisationId } = link;
  const user = userId && (await User.findOne({ where: { id: userId, disabledAt: null }, ...held }));
  if (!user || !organisationId) return undefined;
  const membership = await Membership.findOne({ where: { userId, organisationId, acceptedAt: null } });
  if (!membership) return undefined;
  const proof = proofOf(link, token);
  const account = { hasPassword: user.passwordHash !== null, passwordProof: user.passwordProof };
  return { user, membership, proof, asked: askedToAccept(account, proof) };
}
