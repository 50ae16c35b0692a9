/** Pseudo-random numbers: the same each time for the same seed. */
export type Random = {
  /** From 0 (included) to 1 (excluded). */
  next(): number;
  /** A number between the two, the first included. */
  between(least: number, most: number): number;
  /** True in `share` of all cases: 0.2 is one in five. */
  chance(share: number): boolean;
  pick<T>(from: readonly T[]): T;
};

/** A source of random numbers, seeded with a word. */
export function randomFrom(seed: string): Random {
  let state = [...seed].reduce((sum, sign) => (Math.imul(sum, 31) + (sign.codePointAt(0) ?? 0)) | 0, 7);
  // mulberry32: 32 bits of state, good enough here
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    between: (least, most) => least + next() * (most - least),
    chance: (share) => next() < share,
    pick: <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T,
  };
}
