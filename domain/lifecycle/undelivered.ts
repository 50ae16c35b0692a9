import { TOLD_BY, type Untold } from './letterEffects.ts';
import type { LetterKind, LetterState } from './vocabulary.ts';

/**
 * Why a letter to the person did not arrive: it was refused, or could not go at all; or it came back. `perhaps`: the server had
 * all of it and never said that it takes it, so nobody knows.
 */
export const UNDELIVERED = ['refused', 'returned', 'perhaps'] as const;
export type Undelivered = (typeof UNDELIVERED)[number];

/** A letter to the person as far as this matters. */
export type Posted = { id: number; kind: LetterKind; state: LetterState; perhapsTakenAt: Date | null };

/** Codes are keys, not letters: whoever needs one asks for it again. */
const CODES: readonly LetterKind[] = ['status-code', 'answer-code'];
const TELLING: readonly LetterKind[] = Object.values(TOLD_BY).map(({ letter }) => letter);

export const isCode = (kind: LetterKind): boolean => CODES.includes(kind);

/** What became of a letter that is not tried any more, unless it went. */
export function howUndelivered({
  state,
  perhapsTakenAt,
}: Pick<Posted, 'state' | 'perhapsTakenAt'>): Undelivered | undefined {
  if (state === 'returned') return 'returned';
  if (state !== 'failed') return undefined;
  return perhapsTakenAt ? 'perhaps' : 'refused';
}

/**
 * The letter to the person that did not arrive and has to be written by another way: the latest that tells of a decision
 * which still waits to be told, else one that nothing else which reached them has followed. A receipt that was refused
 * needs nothing more once an answer was posted; a refusal that was refused does, whatever came after.
 */
export function undeliveredIn<L extends Posted>(
  letters: readonly L[],
  untold: readonly Pick<Untold, 'letterId'>[],
): (L & { how: Undelivered }) | undefined {
  const reachedSince = Math.max(0, ...letters.filter(({ state }) => state === 'sent').map(({ id }) => id));
  const open = letters.flatMap((letter) => {
    const how = howUndelivered(letter);
    if (!how || isCode(letter.kind)) return [];
    const tells = TELLING.includes(letter.kind);
    const waits = tells ? untold.some(({ letterId }) => letterId === letter.id) : letter.id > reachedSince;
    return waits ? [{ ...letter, how }] : [];
  });
  return open.at(-1);
}
