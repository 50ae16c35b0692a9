import { normalisedEmail } from '../../domain/email.ts';
import { ROW_LOCK } from '../database/locks.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Desk } from '../desk.ts';
import { User } from '../user.ts';
import { isPassword } from './password.ts';

/** The user whose e-mail and password these are. Nothing, after the same time, for a wrong one of either. */
export async function signIn(email: string, password: string): Promise<User | undefined> {
  const user = await User.findOne({ where: { email: normalisedEmail(email).slice(0, 320) } });
  const hash = user && !user.disabledAt ? user.passwordHash : null;
  return (await isPassword(hash, password)) && user ? user : undefined;
}

/**
 * Runs `open`, which keeps the log-in of a user as `signIn` gave it, unless the password was changed since: the change ends
 * the log-ins that it finds, and would not have found this one. Gives whether it ran.
 */
export function whileUnchanged(
  desk: Desk,
  { id, passwordHash }: User,
  open: () => Promise<void>,
): Promise<boolean> {
  return inTransaction(desk.database, async () => {
    const isUnchanged = Boolean(
      await User.findOne({ where: { id, passwordHash, disabledAt: null }, ...ROW_LOCK }),
    );
    if (isUnchanged) await open();
    return isUnchanged;
  });
}
