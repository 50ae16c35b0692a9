import type { Request, Response } from 'express';
import { forgetExpiredSessions } from '../../models/session.ts';
import { staffMember } from '../../models/user/staff.ts';
import type { User } from '../../models/user.ts';
import type { AppDesk } from '../appDesk.ts';
import { forgetChosenLanguage } from '../middleware/language.ts';
import { firstPageOf } from '../middleware/page.ts';

/** Logs a user in under a new session, so that nobody can have prepared it, and goes where they wanted to go. */
export async function startSession(
  request: Request,
  response: Response,
  desk: AppDesk,
  user: User,
  wanted?: string,
): Promise<void> {
  await new Promise<void>((resolve, reject) =>
    request.session.regenerate((error) => (error ? reject(error) : resolve())),
  );
  await forgetExpiredSessions(desk);
  request.session.userId = user.id;
  forgetChosenLanguage(response);
  const staff = await staffMember(desk, user.id, undefined);
  response.redirect(303, localPath(wanted) ?? (staff ? firstPageOf(staff) : '/sessions/new'));
}

/** A path of ours, or nothing: never another site, whatever way it is written. */
export function localPath(text: string | undefined): string | undefined {
  if (!text?.startsWith('/') || /^\/[/\\]|[\p{Cc}\\]/u.test(text)) return undefined;
  const { host, pathname, search } = new URL(text, 'http://here.invalid');
  // `/.//elsewhere.example` names another site only once its dots are resolved.
  return host === 'here.invalid' && !pathname.startsWith('//') ? `${pathname}${search}` : undefined;
}
