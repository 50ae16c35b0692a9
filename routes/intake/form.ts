import type { Request, Response } from 'express';
import type { Answers, Step } from '../../models/draft/answers.ts';
import { HOURS_KEPT, type OpenDraft, readDraft, saveAnswers } from '../../models/draft/drafts.ts';
import type { AppDesk } from '../appDesk.ts';
import { visitOf } from '../middleware/visit.ts';

const COOKIE = 'draft';

/** The address of a question, without what begins an organisation's pages. */
export const pathOf = (step: Step): string => (step === 'rights' ? '/ask' : `/ask/${step}`);

/** The secret that finds what somebody has written so far; empty when they have just begun. */
export const draftToken = (request: Request): string => request.cookies[COOKIE] ?? '';

/** What this browser has written so far. */
export async function openForm(desk: AppDesk, request: Request, response: Response): Promise<OpenDraft> {
  const found = await readDraft(desk, visitOf(response).by, draftToken(request));
  return found ?? { answers: {}, formKey: '' };
}

/** Keeps an answer, and gives the token of the form that it is in. */
export async function keep(desk: AppDesk, request: Request, response: Response, answers: Answers) {
  const token = await saveAnswers(desk, visitOf(response).by, draftToken(request), answers);
  response.cookie(COOKIE, token, { ...options(desk, response), maxAge: HOURS_KEPT * 3_600_000 });
  return token;
}

/** The form was sent: this browser has none any more. */
export const forgetToken = (desk: AppDesk, response: Response): void =>
  void response.clearCookie(COOKIE, options(desk, response));

/** Each organisation's form has its own cookie, which no other page receives. */
function options(desk: AppDesk, response: Response) {
  const secure = desk.baseUrl.startsWith('https:');
  return { httpOnly: true, sameSite: 'lax', secure, path: `${visitOf(response).base}/ask` } as const;
}
