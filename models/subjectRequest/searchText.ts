import { folded, foldedCode, spellingsOf } from '../../domain/folding.ts';
import type { Desk } from '../desk.ts';

/** The text that `q` searches: the reference with and without dashes, the names in their spellings, the email address. */
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
 * A digest to find a customer number by, however its characters are grouped. The number itself is sealed; its digest needs the desk's
 * secret and differs for each organisation. Empty if there is none.
 */
export function customerDigestOf(desk: Desk, organisationId: number, customerNumber = ''): string {
  const number = foldedCode(customerNumber);
  return number && desk.keyring.token('customer-number', `${organisationId}:${number}`);
}
