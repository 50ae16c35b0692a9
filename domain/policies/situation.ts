import type { ROLES_OF_PACK } from './policy.ts';

/** What may decide which of its policies an organisation applies to a request. */
export const CRITERIA = ['residence', 'category', 'customer'] as const;
export type Criterion = (typeof CRITERIA)[number];

/**
 * What is known of a request: the country where the person lives (ISO 3166); the kind of data, by the id that a policy or the
 * organisation gives it; and the customer, where the organisation works for others. What is absent is unknown, or was not asked.
 */
export type Situation = Partial<Record<Criterion, string>>;

/** One policy of an organisation, and the requests that it applies to: all where nothing is named. */
export type PolicyRow = {
  /** `id`, the version in effect on the day of receipt, or `id@version`. */
  policy: string;
  role: (typeof ROLES_OF_PACK)[number];
  appliesTo: Situation;
  /** The calendar for its requests, where it is not that of the organisation or of the law. */
  calendar?: string;
};

/** Whether two answers are the same, ignoring case and spaces: "Acme  SA" and "acme sa". */
export const isSameAnswer = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && plain(one) === plain(other);

const plain = (text: string): string => text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();

/** The criteria that a row names, in the order of `CRITERIA`. */
export const criteriaNamedIn = (appliesTo: Situation): Criterion[] =>
  CRITERIA.filter((criterion) => appliesTo[criterion] !== undefined);
