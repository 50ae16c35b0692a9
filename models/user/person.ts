import { emailFault, normalisedEmail } from '../../domain/email.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { line, nameFaults } from '../../domain/writing.ts';

export type PersonFields = { email: string; name: string };

const LONGEST_NAME = 200;

/** Name and address as they are stored. Throws the first fault. */
export function checkedPerson({ email, name }: PersonFields): PersonFields {
  const address = normalisedEmail(line(email));
  const fault = emailFault(address);
  if (fault) throw new RuleViolation(fault, {}, 'email');
  return { email: address, name: checkedName(name) || (address.split('@')[0] ?? address) };
}

/** A staff name as it is stored, empty if none is given. Throws its fault. */
export function checkedName(given: string): string {
  const name = line(given);
  const [fault] = nameFaults(name, 'name');
  if (fault) throw fault;
  if (name.length > LONGEST_NAME) throw new RuleViolation('text-too-long', { most: LONGEST_NAME }, 'name');
  return name;
}
