import type { Request, Response } from 'express';
import { LANGUAGES, type Language } from '../../views/i18n.ts';
import { backFrom, type QuestionStep } from '../../views/intake/question.ts';
import { text } from '../middleware/text.ts';
import { formFrame, goOnInForm, type OpenForm, pathOf } from './form.ts';

/** Buttons that leave a question and send what is typed: back to the previous page, or into another language. */
type Leaving = 'back' | Language;

/** The button that was pressed; undefined if the question was answered. */
export function leavingIn(body: Request['body']): Leaving | undefined {
  const go = text.catch('').parse(body?.go);
  return go === 'back' ? go : LANGUAGES.find((language) => language === go);
}

/** Redirects there. */
export function leave(
  response: Response,
  leaving: Leaving,
  open: OpenForm,
  step: QuestionStep,
  from: string,
): void {
  if (leaving === 'back') response.redirect(303, backFrom(formFrame(response, open), step, from));
  else goOnInForm(response, pathOf(step), open.token, { from, lang: leaving });
}
