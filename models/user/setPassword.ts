import { normalisedEmail } from '../../domain/email.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { Desk } from '../desk.ts';
import { HELD } from '../held.ts';
import type { Invitation } from '../invitation.ts';
import { endSessionsOf } from '../session.ts';
import { inTransaction } from '../transaction.ts';
import { User } from '../user.ts';
import { newOneTimeLink, openLink, takeLink } from './oneTimeLink.ts';
import { hashPassword } from './password.ts';

/** A one-time link to choose a new password. The old one works until the link is used. */
export async function passwordResetLink(desk: Desk, email: string): Promise<string> {
  return inTransaction(desk.database, async () => {
    const user = await User.findOne({ where: { email: normalisedEmail(email) }, ...HELD });
    if (!user) throw new RuleViolation('user-unknown', { email }, 'email');
    return newOneTimeLink(desk, 'password', user.id);
  });
}

/** Whose password the token sets; nothing when the link was used or is too old. */
export async function userOfLink(desk: Desk, token: string): Promise<User | null> {
  const link = await openLink(desk, 'password', token);
  return link && userOf(link);
}

/** Sets the password and ends the log-ins that the old one opened. */
export async function setPassword(
  desk: Desk,
  token: string,
  given: { name: string; password: string },
): Promise<User> {
  const passwordHash = await hashPassword(given.password);
  return inTransaction(desk.database, async () => {
    const link = await openLink(desk, 'password', token);
    const user = link && (await userOf(link, HELD));
    if (!link || !user || !(await takeLink(desk, link))) throw new RuleViolation('link-used');
    await user.update({ passwordHash, name: given.name.trim().slice(0, 200) || user.name });
    await endSessionsOf(user.id);
    return user;
  });
}

const userOf = async ({ userId }: Invitation, held = {}): Promise<User | null> =>
  userId ? User.findOne({ where: { id: userId, disabledAt: null }, ...held }) : null;
