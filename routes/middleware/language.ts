import type { Request, RequestHandler, Response } from 'express';
import { LANGUAGES, type Language, languageFrom } from '../../views/i18n.ts';
import type { AppDesk } from '../appDesk.ts';
import { staffIn } from './staff.ts';

const COOKIE = 'language';
const YEAR = 365 * 86_400_000;

/** Chooses the reader's language: what the address asks (`?lang=fr`, then remembered), the user's own, the browser's. */
export function language(desk: AppDesk): RequestHandler {
  const secure = desk.baseUrl.startsWith('https:');
  return (request, response, next) => {
    const asked = known(request.query.lang);
    if (asked) response.cookie(COOKIE, asked, { maxAge: YEAR, sameSite: 'lax', httpOnly: true, secure });
    response.locals.chosenLanguage = asked ?? known(request.cookies[COOKIE]);
    next();
  };
}

/** The reader's language among those that the page is offered in. */
export function languageOf(response: Response, offered: readonly Language[] = LANGUAGES): Language {
  const chosen = response.locals.chosenLanguage ?? known(staffIn(response)?.user.language);
  if (chosen && offered.includes(chosen)) return chosen;
  return languageFrom((response.req as Request).get('accept-language'), offered);
}

/** After log-in the user's own language counts, not what was chosen before. */
export const forgetChosenLanguage = (response: Response): void => void response.clearCookie(COOKIE);

const known = (text: unknown): Language | undefined => LANGUAGES.find((one) => one === text);
