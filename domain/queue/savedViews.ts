import { type Capacity, may } from '../permissions.ts';
import { RuleViolation } from '../ruleViolation.ts';
import { line } from '../writing.ts';

const LONGEST_NAME = 40;
/** So many at most of one user, so that the tabs remain a line. */
export const MOST_VIEWS = 20;

/** A kept list: its name, whose it is, and whether all colleagues see it. */
export type ViewKept = { userId: number; isShared: boolean };

/** Whether a user sees a kept list: their own, and what colleagues share. */
export const maySeeView = (view: ViewKept, userId: number): boolean =>
  view.isShared || view.userId === userId;

/** Whether a user may rename, replace or remove it: whoever made it; one that is shared also a data protection officer. */
export const mayChangeView = (
  view: ViewKept,
  { userId, role }: { userId: number; role: Capacity },
): boolean => view.userId === userId || (view.isShared && may(role, 'change-shared-view'));

/** A name as it is stored: one line of at most 40 characters. Throws `name-missing` and `view-name-too-long`. */
export function viewName(typed: string): string {
  const name = line(typed);
  if (!name) throw new RuleViolation('view-name-missing', {}, 'name');
  if (name.length > LONGEST_NAME)
    throw new RuleViolation('view-name-too-long', { most: LONGEST_NAME }, 'name');
  return name;
}
