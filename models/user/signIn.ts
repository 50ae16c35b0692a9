import { normalisedEmail } from '../../domain/email.ts';
import { User } from '../user.ts';
import { isPassword } from './password.ts';

/** The user whose e-mail and password these are. Nothing, after the same time, for a wrong one of either. */
export async function signIn(email: string, password: string): Promise<User | undefined> {
  const user = await User.findOne({ where: { email: normalisedEmail(email).slice(0, 320) } });
  const hash = user && !user.disabledAt ? user.passwordHash : null;
  return (await isPassword(hash, password)) && user ? user : undefined;
}
