import type { Request, RequestHandler, Response } from 'express';
import { asLanguage, type Language, STAFF_LANGUAGES } from '../../domain/languages.ts';
import { languageFrom } from '../../views/i18n.ts';
import type { AppDesk } from '../appDesk.ts';
import { staffIn } from './staff.ts';

const COOKIE = 'language';
const YEAR = 365 * 86_400_000;

/** Chooses the reader's language: from the address (`?lang=fr`, then remembered), the user's setting, or the browser. */
export function language(desk: AppDesk): RequestHandler {
  return (request, response, next) => {
    const asked = asLanguage(request.query.lang);
    if (asked) remember(response, asked, desk);
    response.locals.chosenLanguage = asked ?? asLanguage(request.cookies[COOKIE]);
    next();
  };
}

function remember(response: Response, language: Language, desk: Pick<AppDesk, 'baseUrl'>): void {
  const secure = desk.baseUrl.startsWith('https:');
  response.cookie(COOKIE, language, { maxAge: YEAR, sameSite: 'lax', httpOnly: true, secure });
}

/**
 * Whether a form was sent only to be shown again with its content: in another language, or after an expired session. It is not
 * processed then.
 */
export function isShownAgain({ body }: Request, response: Response): boolean {
  const language = asLanguage(body?.go);
  if (language) {
    remember(response, language, response.locals.desk as AppDesk);
    response.locals.chosenLanguage = language;
  }
  return language !== undefined || body?.go === 'form';
}

/** The reader's language among those that the page offers; for staff, the languages with all their words. */
export function languageOf(response: Response, offered: readonly Language[] = STAFF_LANGUAGES): Language {
  const wanted = [response.locals.chosenLanguage, staffIn(response)?.user.language].map(asLanguage);
  const known = wanted.find((one) => one && offered.includes(one));
  if (known) return known;
  return languageFrom((response.req as Request).get('accept-language'), offered);
}

/** After log-in the user's own language applies, not the one chosen before. */
export const forgetChosenLanguage = (response: Response): void => void response.clearCookie(COOKIE);
