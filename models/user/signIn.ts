import { normalisedEmail } from '../../domain/email.ts';
import { ROW_LOCK } from '../database/locks.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Desk } from '../desk.ts';
import { User } from '../user.ts';
import { isPassword } from './password.ts';

/** The user with this email and password; undefined, after the same time, if either is wrong. */
export async function signIn(email: string, password: string): Promise<User | undefined> {
  const user = await User.findOne({ where: { email: normalisedEmail(email).slice(0, 320) } });
  const hash = user && !user.disabledAt ? user.passwordHash : null;
  return (await isPassword(hash, password)) && user ? user : undefined;
}

/**
 * Runs `open`, which stores the session of a user from `signIn`, unless the password changed since: that change ends
 * existing sessions and would have missed this one. Returns whether it ran.
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
