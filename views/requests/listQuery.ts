import { NARROWINGS } from '../../domain/queue/narrowing.ts';
import type { Filter } from '../../models/subjectRequest/filter.ts';

/** A filter as the parts of an address; what is usual is left out. */
export function partsOf(filter: Filter): [name: string, value: string][] {
  const { view, q, order, columns, after } = filter;
  return [
    ...(view === 'open' ? [] : [['view', view]]),
    ...(q ? [['q', q]] : []),
    ...NARROWINGS.flatMap((name) => (filter[name] === undefined ? [] : [[name, String(filter[name])]])),
    ...(order ? [['sort', order]] : []),
    ...(columns ? [['columns', columns]] : []),
    ...(after ? [['after', after]] : []),
  ] as [string, string][];
}

/** The query of a list's address, with its question mark; empty for the usual list. */
export function queryOf(filter: Filter): string {
  const query = new URLSearchParams(partsOf(filter));
  return query.size > 0 ? `?${query}` : '';
}
