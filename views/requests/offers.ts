import { isPossible } from '../../domain/lifecycle/actions.ts';
import { isAboutOneClock, VERBS, type VerbName } from '../../domain/lifecycle/verbs.ts';
import { may, type Role } from '../../domain/permissions.ts';
import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';
import { sentLetters } from './forms/letters.ts';
import { isAboutTransmission } from './forms/transmission.ts';

/** Whether this role can do a verb to the request now. `clock` is the key of the promise, for verbs about one. */
export function isOffered(verb: VerbName, page: RequestPage, role: Role, clock = ''): boolean {
  const { action } = VERBS[verb];
  if (verb === 'record-return' && sentLetters(page).length === 0) return false;
  if (!isAboutTransmission(verb, page)) return false;
  const about = isAboutOneClock(verb) ? clock : undefined;
  return may(role, action) && isPossible(page.circumstances, action, about);
}
