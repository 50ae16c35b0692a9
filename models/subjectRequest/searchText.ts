/** Text as the search compares it: small letters without accents, the same on both databases. */
export const normalised = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();

/** The column that `q` searches: reference, name and e-mail. */
export const searchTextOf = (request: {
  reference: string;
  personName: string;
  personEmail?: string | null;
}): string => normalised(`${request.reference} ${request.personName} ${request.personEmail ?? ''}`);
