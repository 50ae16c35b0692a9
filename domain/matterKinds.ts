/**
 * What a row of the desk's work can be. A request is one; other kinds (a breach, an audit) have the same dates, log, letters and files,
 * and are of no list, count or page of requests (decision 0023). A kind never changes, but for a request whose import was undone: it is a
 * withdrawn import from then on (decision 0028).
 */
export const MATTER_KINDS = ['request', 'withdrawn-import'] as const;
export type MatterKind = (typeof MATTER_KINDS)[number];
