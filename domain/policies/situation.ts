import type { ROLES_OF_PACK } from './policy.ts';

/** What may decide by which of its policies an organisation counts a request. */
export const CRITERIA = ['residence', 'category', 'customer'] as const;
export type Criterion = (typeof CRITERIA)[number];

/**
 * What is known of a request: the country where the person lives (ISO 3166), what it is about by the id that a policy or the
 * organisation gives that kind of data, and whose service it is where the organisation works for others. What is absent is not
 * known, or nobody asked.
 */
export type Situation = Partial<Record<Criterion, string>>;

/** One of the policies of an organisation, and to which requests it applies: to all where nothing is named. */
export type PolicyRow = {
  /** `id`, the version in effect on the day of receipt, or `id@version`. */
  policy: string;
  role: (typeof ROLES_OF_PACK)[number];
  appliesTo: Situation;
  /** The public holidays by which its requests are counted, where they are not those of the organisation or of the law. */
  calendar?: string;
};

/** Whether two answers are the same, whatever their capitals and spaces: "Acme  SA" and "acme sa". */
export const isSameAnswer = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && plain(one) === plain(other);

const plain = (text: string): string => text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();

/** The criteria that a row names, in the house order. */
export const namedIn = (appliesTo: Situation): Criterion[] =>
  CRITERIA.filter((criterion) => appliesTo[criterion] !== undefined);
