import type { Request, RequestHandler, Response } from 'express';
import { asLanguage, type Language, STAFF_LANGUAGES } from '../../domain/languages.ts';
import { languageFrom } from '../../views/i18n.ts';
import type { AppDesk } from '../appDesk.ts';
import { staffIn } from './staff.ts';

const COOKIE = 'language';
const YEAR = 365 * 86_400_000;

/** Chooses the reader's language: what the address asks (`?lang=fr`, then remembered), the user's own, the browser's. */
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
 * Whether a form was sent only to be shown again with what is typed in it: in the language whose button was pressed, or after a
 * log-in that had ended. Nothing of it counts yet.
 */
export function isShownAgain({ body }: Request, response: Response): boolean {
  const language = asLanguage(body?.go);
  if (language) {
    remember(response, language, response.locals.desk as AppDesk);
    response.locals.chosenLanguage = language;
  }
  return language !== undefined || body?.go === 'form';
}

/** The reader's language among those that the page is offered in: for staff, those that have all their words. */
export function languageOf(response: Response, offered: readonly Language[] = STAFF_LANGUAGES): Language {
  const wanted = [response.locals.chosenLanguage, staffIn(response)?.user.language].map(asLanguage);
  const known = wanted.find((one) => one && offered.includes(one));
  if (known) return known;
  return languageFrom((response.req as Request).get('accept-language'), offered);
}

/** After log-in the user's own language counts, not what was chosen before. */
export const forgetChosenLanguage = (response: Response): void => void response.clearCookie(COOKIE);
