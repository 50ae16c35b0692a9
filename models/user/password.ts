import { hash, verify } from '@node-rs/argon2';
import { RuleViolation } from '../../domain/ruleViolation.ts';

/** Length protects a password; rules about its characters do not (NIST SP 800-63B). */
const LEAST_CHARACTERS = 12;
/** Longer input is refused before hashing: it would only cost time. */
const MOST_CHARACTERS = 1000;

/** The argon2id hash to store. Throws if the password is too short. */
export async function hashPassword(password: string): Promise<string> {
  const length = [...password].length;
  if (length < LEAST_CHARACTERS)
    throw new RuleViolation('password-short', { least: LEAST_CHARACTERS }, 'password');
  if (length > MOST_CHARACTERS)
    throw new RuleViolation('text-too-long', { most: MOST_CHARACTERS }, 'password');
  return hash(password.normalize('NFKC'));
}

/** Whether the password is right; takes the same time if there is no hash to compare with. */
export async function isPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  nobody ??= hash('nobody has this password');
  const right = await verify(
    stored ?? (await nobody),
    password.slice(0, MOST_CHARACTERS * 2).normalize('NFKC'),
  );
  return right && Boolean(stored);
}

let nobody: Promise<string> | undefined;
