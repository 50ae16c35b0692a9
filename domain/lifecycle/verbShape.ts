import type { Action, FactName } from './vocabulary.ts';

/** What its address, its form and its permission need to know of a verb. */
export type VerbShape = {
  /** Its path below the request. `:clock` names the promise that it is about. */
  path: string;
  /** The action that the life cycle and the role must allow. */
  action: Action;
  /** The fields of its form. */
  fields: readonly string[];
  /** The fields that cannot be left empty, each with the code of what is said of it then. Form and model ask `needed.ts`. */
  needs?: Readonly<Record<string, string>>;
  /** Whether its form carries files. */
  files?: boolean;
  /** Whether it ends a request or a promise, or goes against the person; its button shows that. */
  grave?: boolean;
  /** Whether its effect waits for a letter, unless that was posted: the notice afterwards then calls it ordered, not done. */
  waitsForLetter?: boolean;
  /** The fact that it undoes. What was sent or decided is undone by `reopen`, with a reason. docs/law.md#who-may-undo-what */
  takesBack?: FactName;
};
