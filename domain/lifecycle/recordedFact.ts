import type { FactName } from './vocabulary.ts';

/**
 * A fact as it was recorded. `about` is a clock id of `pack`, or the reason of a pause; `letterId` is the letter that makes it
 * true. A fact that was undone is kept, and no longer stands.
 */
export type RecordedFact = {
  name: FactName;
  about: string | null;
  pack?: string | null;
  at: Date;
  undoneAt?: Date | null;
  letterId?: number | null;
};
