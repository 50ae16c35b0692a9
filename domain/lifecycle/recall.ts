import { ACTIONS, type Action } from './vocabulary.ts';

/** The error text of a letter that was recalled before it went: the act that made it pointless. */
export const recalledBy = (action: Action): string => `recalled:${action}`;

/** The act that recalled a letter, if one did. */
export const recallIn = (said: string | null): Action | undefined =>
  ACTIONS.find((action) => said === recalledBy(action));
