import type { RecordedFact } from './recordedFact.ts';
import { shapeOf, VERB_NAMES, VERBS } from './verbs.ts';
import type { Action, FactName } from './vocabulary.ts';

/** The verbs that undo a fact, by the name of their action. docs/law.md#who-may-undo-what */
export type Undoing = {
  [V in keyof typeof VERBS]: (typeof VERBS)[V] extends { takesBack: FactName; action: V } ? V : never;
}[keyof typeof VERBS];

const UNDOINGS = VERB_NAMES.filter((verb): verb is Undoing => shapeOf(verb).takesBack !== undefined);

export const isUndoing = (action: Action): action is Undoing => UNDOINGS.some((each) => each === action);

/** The fact that an undo takes back: `undo-pause` takes back `paused`. */
export const factUndone = (action: Undoing): FactName => VERBS[action].takesBack;

/** The verb that takes a fact back, if there is one: `paused` is taken back by `undo-pause`. */
export const undoingOf = (fact: FactName): Undoing | undefined =>
  UNDOINGS.find((verb) => factUndone(verb) === fact);

/**
 * Whether there is something to undo: a standing fact of that name, about the clock if one is named. A deletion recorded for one
 * promise can be undone for that promise only: `fulfilled` about `account-deletion` leaves nothing to undo for
 * `other-data-deletion`. Whether it is too late is decided by the status.
 */
export const mayBeUndone = (
  action: Undoing,
  recorded: readonly Pick<RecordedFact, 'name' | 'about'>[],
  clock?: string,
): boolean =>
  recorded.some(({ name, about }) => name === factUndone(action) && (clock === undefined || about === clock));
