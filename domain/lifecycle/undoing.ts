import type { RecordedFact } from './factSheet.ts';
import type { Action, FactName } from './vocabulary.ts';

/** The fact that each undoing takes back. What was sent or decided is taken back by `reopen`, with a reason. */
const TAKES_BACK = {
  'undo-clarification': 'clarified',
  'undo-pause': 'paused',
  'undo-extension': 'extension-decided',
  'undo-fulfilment': 'fulfilled',
  'undo-return': 'letter-returned',
  'undo-set-aside': 'return-set-aside',
} as const satisfies Partial<Record<Action, FactName>>;
export type Undoing = keyof typeof TAKES_BACK;
export const UNDOINGS = Object.keys(TAKES_BACK) as Undoing[];

export const isUndoing = (action: Action): action is Undoing => action in TAKES_BACK;

/** The fact that an undoing takes back: `undo-pause` takes back `paused`. */
export const factUndone = (action: Undoing): FactName => TAKES_BACK[action];

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
