import { createHash } from 'node:crypto';
import type { Desk } from '../desk.ts';

/** The six digits of a code, derived anew each time: no letter has to store them. */
export function digitsOf(desk: Desk, name: string): string {
  const number = createHash('sha256').update(desk.keyring.token('code', name)).digest().readUInt32BE(0);
  return String(number % 1_000_000).padStart(6, '0');
}
