import { promisify } from 'node:util';
import type { Request, Response } from 'express';
import { forgetExpiredSessions } from '../../models/session.ts';
import { whileUnchanged } from '../../models/user/signIn.ts';
import { staffMember } from '../../models/user/staff.ts';
import type { User } from '../../models/user.ts';
import type { AppDesk } from '../appDesk.ts';
import { forgetChosenLanguage } from '../middleware/language.ts';
import { firstPageOf } from '../middleware/page.ts';

/**
 * Logs a user in under a new session, so that nobody can have prepared it, and goes where they wanted to go: to the log-in
 * again when their password was changed meanwhile.
 */
export async function startSession(
  request: Request,
  response: Response,
  desk: AppDesk,
  user: User,
  wanted?: string,
): Promise<void> {
  await promisify(request.session.regenerate.bind(request.session))();
  await forgetExpiredSessions(desk);
  if (!(await whileUnchanged(desk, user, () => keep(request.session, user.id))))
    return response.redirect(303, '/sessions/new');
  forgetChosenLanguage(response);
  const staff = await staffMember(desk, user.id, undefined);
  response.redirect(303, localPath(wanted) ?? (staff ? firstPageOf(staff) : '/sessions/new'));
}

async function keep(session: Request['session'], userId: number): Promise<void> {
  session.userId = userId;
  try {
    await promisify(session.save.bind(session))();
  } catch (error) {
    delete session.userId; // or express-session would try again by itself
    throw error;
  }
  session.until = new Date(); // from here on it is one that a change of the password may end
}

/** A path of ours, or nothing: never another site, whatever way it is written. */
export function localPath(text: string | undefined): string | undefined {
  if (!text?.startsWith('/') || /^\/[/\\]|[\p{Cc}\\]/u.test(text)) return undefined;
  const { host, pathname, search } = new URL(text, 'http://here.invalid');
  // `/.//elsewhere.example` names another site only once its dots are resolved.
  return host === 'here.invalid' && !pathname.startsWith('//') ? `${pathname}${search}` : undefined;
}
