import { normalisedEmail } from '../../domain/email.ts';
import type { LinkProof } from '../../domain/invitation.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { ROW_LOCK } from '../database/locks.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Desk } from '../desk.ts';
import type { Invitation } from '../invitation.ts';
import { endSessionsOf } from '../session.ts';
import { User } from '../user.ts';
import { newOneTimeLink, openLink, takeLink } from './oneTimeLink.ts';
import { hashPassword } from './password.ts';
import { checkedName } from './person.ts';

/**
 * A one-time link to choose a new password, for the operator of the machine. The old one works until the link is used.
 * It does not accept invitations.
 */
export async function passwordResetLink(desk: Desk, email: string): Promise<string> {
  return inTransaction(desk.database, async () => {
    const user = await User.findOne({ where: { email: normalisedEmail(email) }, ...ROW_LOCK });
    if (!user) throw new RuleViolation('user-unknown', { email }, 'email');
    return newOneTimeLink(desk, { purpose: 'reset', userId: user.id });
  });
}

/** The user whose password the token sets; undefined if the link was used or has expired. */
export async function userOfLink(desk: Desk, token: string): Promise<User | null> {
  const link = await openLink(desk, 'reset', token);
  return link && userOf(link);
}

/** Sets the password and ends the sessions opened with the old one. */
export async function setPassword(
  desk: Desk,
  token: string,
  given: { name: string; password: string },
): Promise<User> {
  const passwordHash = await hashPassword(given.password);
  return inTransaction(desk.database, async () => {
    const link = await openLink(desk, 'reset', token);
    const user = link && (await userOf(link, ROW_LOCK));
    if (!link || !user || !(await takeLink(desk, link))) throw new RuleViolation('link-used');
    await keepPassword(user, { passwordHash, passwordProof: 'operator' }, given.name);
    return user;
  });
}

/** Stores a chosen password and the user's name, and ends the sessions opened with the old password. */
export async function keepPassword(
  user: User,
  password: { passwordHash: string; passwordProof: LinkProof },
  name: string,
): Promise<void> {
  await user.update({ ...password, name: checkedName(name) || user.name });
  await endSessionsOf(user.id);
}

const userOf = async ({ userId }: Invitation, held = {}): Promise<User | null> =>
  userId ? User.findOne({ where: { id: userId, disabledAt: null }, ...held }) : null;
