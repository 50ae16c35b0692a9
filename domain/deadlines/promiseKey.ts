import type { Deadline } from './deadline.ts';

/** Which promise is meant: a clock of the pack that made it. */
export type PromiseId = Pick<Deadline, 'clock' | 'pack'>;

export const isSamePromise = (one: PromiseId, other: PromiseId): boolean =>
  one.clock === other.clock && one.pack === other.pack;

/**
 * The name of a promise within its request: its clock, and for one that was made under a former policy also the pack that
 * made it, such as `account-deletion@scalingo-privacy@2015`.
 */
export const promiseKey = ({ clock, pack, former }: PromiseId & { former?: boolean }): string =>
  former ? `${clock}@${pack}` : clock;

/** The promise that such a name of a former one means. */
export function formerPromiseIn(key: string): PromiseId {
  const [clock = '', ...pack] = key.split('@');
  return { clock, pack: pack.join('@') };
}

/** Whether something that was noted of a clock is about this promise. Older notes name no pack. */
export const isAbout = ({ clock, pack }: PromiseId, noted: { clock: unknown; pack?: unknown }): boolean =>
  clock === noted.clock && (!noted.pack || pack === noted.pack);
