import type { MonthSpan } from '../../domain/reports/month.ts';

/** What the address of a list behind a figure may ask for. */
export type CountedQuery = {
  standing?: string;
  right?: string;
  policy?: string;
  channel?: string;
  outcome?: string;
  ground?: string;
  paused?: string;
  only?: 'refused' | 'identity-asked' | 'paused' | 'corrected';
  after?: string;
};

/** The address of a page of reports for a period. */
export const reportPath = (
  path: string,
  { from, to }: MonthSpan,
  more: Record<string, string | undefined> = {},
): string => {
  const given: [string, string | undefined][] = Object.entries({ from, to, ...more });
  const said = given.flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : []));
  return `/reports${path}?${new URLSearchParams(said)}`;
};

/** The address of the requests that a figure counts. */
export const countedPath = (period: MonthSpan, query: CountedQuery): string =>
  reportPath('/requests', period, query);
