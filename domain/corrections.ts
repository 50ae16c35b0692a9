/** What is recorded about who asks and how, and can be corrected (Art. 5(1)(d)); in the order of the page. */
export const CORRECTABLE = [
  'personName',
  'email',
  'postalAddress',
  'customerNumber',
  'phone',
  'userName',
  'behalfName',
  'behalfEmail',
  'behalfPostalAddress',
  'behalfCustomerNumber',
  'behalfRelation',
  'behalfAuthority',
  'channel',
  'language',
] as const;
/** Details of a client, which need the client's name as well. */
export const OF_CLIENT = [
  'behalfEmail',
  'behalfPostalAddress',
  'behalfCustomerNumber',
  'behalfRelation',
  'behalfAuthority',
] as const satisfies readonly Correctable[];

export type Correctable = (typeof CORRECTABLE)[number];

/** One value before and after. */
export type Corrected = { field: Correctable; was: string; is: string };
