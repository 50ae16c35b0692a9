import type { Request } from 'express';
import { text } from '../middleware/text.ts';

/** One input as the address has it: absent is undefined, cleared is empty. */
export type QueryReader = (name: string) => string | undefined;

const LONGEST = 100;

export function givenIn({ query }: Request): QueryReader {
  return (name) =>
    query[name] === undefined ? undefined : text.parse(query[name]).slice(0, LONGEST).toWellFormed();
}

/** The inputs as the query of an address, in this order, without those that are empty. */
export function queryFor(fields: Record<string, string>): string {
  const filled = Object.entries(fields).filter(([, value]) => value !== '');
  return new URLSearchParams(filled).toString();
}

/** Whether a form left fields empty in the address, which says the same without them. */
export function isUntidy({ query }: Request): boolean {
  return Object.values(query).some((value) => value === '');
}
