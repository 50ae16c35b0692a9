import type { RecordedFact } from './factSheet.ts';
import { shapeOf, VERB_NAMES, VERBS } from './verbs.ts';
import type { Action, FactName } from './vocabulary.ts';

/** The verbs that take a fact back, by the name of their action. */
export type Undoing = {
  [V in keyof typeof VERBS]: (typeof VERBS)[V] extends { takesBack: FactName; action: V } ? V : never;
}[keyof typeof VERBS];
export const UNDOINGS = VERB_NAMES.filter((verb): verb is Undoing => shapeOf(verb).takesBack !== undefined);

export const isUndoing = (action: Action): action is Undoing => UNDOINGS.some((each) => each === action);

/** The fact that an undoing takes back: `undo-pause` takes back `paused`. */
export const factUndone = (action: Undoing): FactName => VERBS[action].takesBack;

/**
 * Whether there is something to take back: a fact of the name that stands, about the clock if one is named. A deletion
 * recorded for one promise can be taken back for this one only: `fulfilled` about `account-deletion` leaves nothing to undo
 * for `other-data-deletion`. Whether its time has passed is for the status to say.
 */
export const mayBeUndone = (
  action: Undoing,
  recorded: readonly Pick<RecordedFact, 'name' | 'about'>[],
  clock?: string,
): boolean =>
  recorded.some(({ name, about }) => name === factUndone(action) && (clock === undefined || about === clock));
