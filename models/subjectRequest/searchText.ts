import { folded, foldedCode, spellingsOf } from '../../domain/folding.ts';
import type { Desk } from '../desk.ts';

/** The column that `q` searches: the reference with its dashes and without, the names in their spellings, the email address. */
export function searchTextOf(request: {
  reference: string;
  personName: string;
  personEmail?: string | null;
  clientName?: string | null;
}): string {
  const { reference, personName, personEmail, clientName } = request;
  const email = personEmail ? [folded(personEmail)] : [];
  const client = clientName ? spellingsOf(clientName) : [];
  return [folded(reference), foldedCode(reference), ...spellingsOf(personName), ...email, ...client].join(
    ' ',
  );
}

/**
 * By what a customer number is found, whole and however its signs are set apart: what the person wrote is sealed, so beside the
 * request stands a digest that nobody without the desk's secret can make, another one in each organisation. Empty where there is none.
 */
export function customerDigestOf(desk: Desk, organisationId: number, customerNumber = ''): string {
  const number = foldedCode(customerNumber);
  return number && desk.keyring.token('customer-number', `${organisationId}:${number}`);
}
