import { promisify } from 'node:util';
import type { Request, Response } from 'express';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { forgetExpiredSessions } from '../../models/session.ts';
import { whileUnchanged } from '../../models/user/signIn.ts';
import { type Staff, staffMember } from '../../models/user/staff.ts';
import type { User } from '../../models/user.ts';
import { logInPage } from '../../views/sessions/new.ts';
import type { AppDesk } from '../appDesk.ts';
import { forgetChosenLanguage } from '../middleware/language.ts';
import { bareFrame, firstPageOf, sendPage } from '../middleware/page.ts';

/**
 * Logs a user in with a new session id (against session fixation) and redirects to the page they wanted; back to the
 * log-in if their password changed meanwhile.
 */
export async function startSession(
  request: Request,
  response: Response,
  desk: AppDesk,
  user: User,
  wanted: { path?: string; organisationId?: number } = {},
): Promise<void> {
  const staff = await staffMember(desk, user.id, wanted.organisationId);
  if (!staff) return showNoWorkplace(response, user);
  await promisify(request.session.regenerate.bind(request.session))();
  await forgetExpiredSessions(desk);
  if (!(await whileUnchanged(desk, user, () => keep(request.session, staff))))
    return response.redirect(303, '/sessions/new');
  forgetChosenLanguage(response);
  response.redirect(303, localPath(wanted.path) ?? firstPageOf(staff));
}

/** A right password is not enough: the account must belong to an organisation. */
function showNoWorkplace(response: Response, { email }: User): void {
  const form = { email, to: '', fault: new RuleViolation('no-workplace') };
  sendPage(response, 'sessions/new', logInPage(bareFrame(response), form), 'bare', 422);
}

async function keep(session: Request['session'], { user, organisation }: Staff): Promise<void> {
  session.userId = user.id;
  session.organisationId = organisation.id; // or one that they join later could take its place
  try {
    await promisify(session.save.bind(session))();
  } catch (error) {
    delete session.userId; // or express-session would try again by itself
    throw error;
  }
  session.until = new Date(); // from here on it is one that a change of the password may end
}

/** A path of this site, or undefined; never another site, however it is written. */
export function localPath(text: string | undefined): string | undefined {
  if (!text?.startsWith('/') || /^\/[/\\]|[\p{Cc}\\]/u.test(text)) return undefined;
  const { host, pathname, search } = new URL(text, 'http://here.invalid');
  // `/.//elsewhere.example` names another site only once its dots are resolved.
  return host === 'here.invalid' && !pathname.startsWith('//') ? `${pathname}${search}` : undefined;
}
