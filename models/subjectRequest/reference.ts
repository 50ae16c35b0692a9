import { randomInt } from 'node:crypto';

/** Letters and digits that are not confused when read aloud (Crockford's set). */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;

/** A new reference such as `R-7K3Q-9MHT`: it does not reveal the number of requests. */
export function newReference(): string {
  const signs = Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)]).join('');
  return `R-${signs.slice(0, 4)}-${signs.slice(4)}`;
}

/**
 * Draws references until `keep` stores something under one; it returns undefined if the reference is taken. Among a million
 * requests, one in a million new references collides, and no form may fail for it.
 */
export async function underNewReference<T>(
  keep: (reference: string) => Promise<T | undefined>,
  draw = newReference,
): Promise<T> {
  for (;;) {
    const kept = await keep(draw());
    if (kept !== undefined) return kept;
  }
}

/** Normalises a typed reference: lower case, without dashes, O for 0, I and L for 1. */
export function readReference(typed: string): string {
  const signs = typed
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replace(/^R(?=.{8}$)/, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return `R-${signs.slice(0, 4)}-${signs.slice(4)}`;
}
