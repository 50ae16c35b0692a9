import { ACTIONS, type Action } from './vocabulary.ts';

/** What the row of a letter says that was taken back before it went: the act by which its reason was gone. */
export const recalledBy = (action: Action): string => `recalled:${action}`;

/** The act that took a letter back, if one did. */
export const recallIn = (said: string | null): Action | undefined =>
  ACTIONS.find((action) => said === recalledBy(action));
