import { TOLD_BY, type Untold } from './letterEffects.ts';
import type { LetterKind, LetterState } from './vocabulary.ts';

/**
 * Why a letter to the person did not arrive: it was refused or could not go at all, or it came back. `perhaps`: the server had the
 * whole letter and never said whether it took it, so nobody knows.
 */
export const UNDELIVERED = ['refused', 'returned', 'perhaps'] as const;
export type Undelivered = (typeof UNDELIVERED)[number];

/** What matters here of a letter to the person. */
type LetterToPerson = {
  id: number;
  kind: LetterKind;
  state: LetterState;
  perhapsTakenAt: Date | null;
};

/** Codes are not worth sending again: who needs one asks for a new one. */
const CODES: readonly LetterKind[] = ['status-code', 'answer-code', 'transmission-code'];
const TELLING: readonly LetterKind[] = Object.values(TOLD_BY).map(({ letter }) => letter);

export const isCode = (kind: LetterKind): boolean => CODES.includes(kind);

/** How a letter that is no longer tried failed; undefined if it went out. */
export function howUndelivered({
  state,
  perhapsTakenAt,
}: Pick<LetterToPerson, 'state' | 'perhapsTakenAt'>): Undelivered | undefined {
  if (state === 'returned') return 'returned';
  if (state !== 'failed') return undefined;
  return perhapsTakenAt ? 'perhaps' : 'refused';
}

/**
 * The letter to the person that did not arrive and must be sent another way. A letter that tells of a decision counts as long as
 * the person has not been told; any other, until a later letter has reached them. An acknowledgement that the server refused
 * needs nothing more once an answer was posted; a refusal of the request does, whatever came after.
 */
export function undeliveredIn<L extends LetterToPerson>(
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
