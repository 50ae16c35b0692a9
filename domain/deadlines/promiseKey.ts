import type { Deadline } from './deadline.ts';

/** Which promise is meant: a clock of the pack that made it. */
export type PromiseId = Pick<Deadline, 'clock' | 'pack'>;

export const isSamePromise = (one: PromiseId, other: PromiseId): boolean =>
  one.clock === other.clock && one.pack === other.pack;

/**
 * The name of a promise within its request: its clock and, where a former policy made it, the pack:
 * `account-deletion@scalingo-privacy@2015`.
 */
export const promiseKey = ({ clock, pack, former }: PromiseId & { former?: boolean }): string =>
  former ? `${clock}@${pack}` : clock;

/** The promise of a former policy that such a key names. */
export function formerPromiseIn(key: string): PromiseId {
  const [clock = '', ...pack] = key.split('@');
  return { clock, pack: pack.join('@') };
}

/** Whether a record about a clock is about this promise. Older records name no pack. */
export const isAbout = ({ clock, pack }: PromiseId, noted: { clock: unknown; pack?: unknown }): boolean =>
  clock === noted.clock && (!noted.pack || pack === noted.pack);
