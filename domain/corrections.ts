/** What is noted of who asks, and how, and may be noted wrongly (Art. 5(1)(d)); in the order of the page. */
export const CORRECTABLE = [
  'personName',
  'email',
  'postalAddress',
  'customerNumber',
  'behalfName',
  'behalfRelation',
  'behalfAuthority',
  'channel',
  'language',
] as const;
export type Correctable = (typeof CORRECTABLE)[number];

/** One value before and after. */
export type Corrected = { field: Correctable; was: string; is: string };
