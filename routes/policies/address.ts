import type { Request } from 'express';
import { text } from '../middleware/text.ts';

/** One input from the address: undefined if missing, empty if cleared. */
export type QueryReader = (name: string) => string | undefined;

const LONGEST = 100;

export function givenIn({ query }: Request): QueryReader {
  return (name) =>
    query[name] === undefined ? undefined : text.parse(query[name]).slice(0, LONGEST).toWellFormed();
}

/** The inputs as a query, in this order, without empty ones. */
export function queryFor(fields: Record<string, string>): string {
  const filled = Object.entries(fields).filter(([, value]) => value !== '');
  return new URLSearchParams(filled).toString();
}

/** Whether a form left empty fields in the address, which can go without changing its meaning. */
export function isUntidy({ query }: Request): boolean {
  return Object.values(query).some((value) => value === '');
}
