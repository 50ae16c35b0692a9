import { addressFaults } from '../../domain/email.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { line, lines, nameFaults } from '../../domain/writing.ts';
import type { Client, Details } from './sealed.ts';

type Person = { name: string; email?: string };

/**
 * The person's name and address as they are stored. Throws if the name is not usable as a name, or the address as an address.
 */
export function personAsKept({ name, email = '' }: Person): Person {
  const person = { name: line(name), email: line(email) || undefined };
  if (person.name === '') throw new RuleViolation('person-missing', {}, 'name');
  const [fault] = [...nameFaults(person.name, 'name'), ...addressFaults(person.email ?? '', 'email')];
  if (fault) throw fault;
  return person;
}

/** The details of a request as they are stored, each name and number on one line. */
export function detailsAsKept({ about, postalAddress, customerNumber, behalf, ...more }: Details): Details {
  return {
    about: lines(about),
    ...(postalAddress && { postalAddress: lines(postalAddress) }),
    ...(customerNumber && { customerNumber: line(customerNumber) }),
    ...(behalf && { behalf: behalfAsKept(behalf) }),
    ...more,
  };
}

const behalfAsKept = ({
  name,
  relation,
  authority,
  email,
  postalAddress,
  customerNumber,
}: Client): Client => ({
  name: line(name),
  relation: line(relation),
  ...(authority && { authority: lines(authority) }),
  ...(email && { email: clientsAddress(line(email)) }),
  ...(postalAddress && { postalAddress: lines(postalAddress) }),
  ...(customerNumber && { customerNumber: line(customerNumber) }),
});

function clientsAddress(email: string): string {
  const [fault] = addressFaults(email, 'otherEmail');
  if (fault) throw fault;
  return email;
}
