import type { Desk } from '../models/desk.ts';
import { forgetDrafts as forget } from '../models/draft/drafts.ts';

/** Destroys forms that nobody went on with for a day, and what was in them. Gives how many. */
export const forgetDrafts = (desk: Desk, now: Date): Promise<number> => forget(desk, now);
