import type { Deadline } from '../../domain/deadlines/deadline.ts';
import type { FactName } from '../../domain/lifecycle/vocabulary.ts';
import { may, type Role } from '../../domain/permissions.ts';
import type { RequestPage } from '../../models/subjectRequest/page.ts';
import { VERBS, type VerbName } from './verbs.ts';

/** The fact that an undo takes back. */
const FACT_UNDONE: Partial<Record<VerbName, FactName>> = {
  'undo-clarification': 'clarified',
  'undo-pause': 'paused',
  'undo-extension': 'extension-decided',
  'undo-fulfilment': 'fulfilled',
};

/** Whether a verb can be done to the request as it stands, by this role. `clock` is given for the verbs of one promise. */
export function isOffered(verb: VerbName, page: RequestPage, role: Role, clock?: string): boolean {
  const { action } = VERBS[verb];
  const undone = FACT_UNDONE[verb];
  if (undone) {
    const stands = page.facts.some(({ name, about }) => name === undone && (!clock || about === clock));
    return stands && page.request.status !== 'closed' && may(role, action);
  }
  if (!page.actions.includes(action)) return false;
  if (verb === 'pause') return pauseReasonsOf(page).length > 0;
  if (verb !== 'fulfil' && verb !== 'cancel-clock') return true;
  const deadline = page.deadlines.find((each) => each.clock === clock);
  return deadline !== undefined && isOpenPromise(deadline);
}

/** A promise that can be recorded as kept: not a row to plan by, not the reply, not ended. */
export const isOpenPromise = ({ advisory, clock, state }: Deadline): boolean =>
  !advisory && clock !== 'reply' && state !== 'met' && state !== 'cancelled';

/** The reasons for which the policy lets clocks stand still. */
export const pauseReasonsOf = ({ policy }: RequestPage) =>
  policy.pauses.filter(({ model }) => model !== 'none');
