import { isEmail, normalisedEmail } from '../../domain/email.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';

export type PersonFields = { email: string; name: string };

const LONGEST_NAME = 200;

/** Name and address as they are stored, or the first fault. */
export function checkedPerson({ email, name }: PersonFields): PersonFields {
  const address = normalisedEmail(email);
  if (!isEmail(address)) throw new RuleViolation('email-invalid', {}, 'email');
  if (name.trim().length > LONGEST_NAME)
    throw new RuleViolation('text-too-long', { most: LONGEST_NAME }, 'name');
  return { email: address, name: name.trim() || (address.split('@')[0] ?? address) };
}
