import type { Request, Response } from 'express';
import type { Answers, FormStep } from '../../models/draft/answers.ts';
import { type BegunForm, formsBegun } from '../../models/draft/begun.ts';
import { type FormCourse, formCourseOf } from '../../models/draft/course.ts';
import { type OpenDraft, readDraft, saveAnswers } from '../../models/draft/drafts.ts';
import { browserOf, formOf, newBrowser, newForm, tokenOf } from '../../models/draft/token.ts';
import { policiesOf } from '../../models/organisation/policies.ts';
import { address, at } from '../../views/intake/address.ts';
import type { FrameBase } from '../../views/layouts/frame.ts';
import type { AppDesk } from '../appDesk.ts';
import { text } from '../middleware/text.ts';
import { visitFrame, visitOf } from '../middleware/visit.ts';

/** Holds the browser's secret, and ends with the browser. */
const COOKIE = 'draft';

/** The form that a page is of: its id, what finds it, and what is in it, unless it is new or has gone. */
export type OpenForm = {
  form: string;
  token: string;
  draft: OpenDraft | undefined;
  answers: Answers;
  /** What is asked after these answers, by the organisation's policies. */
  course(answers: Answers): FormCourse;
};

/** The address of a question, without what begins an organisation's pages. */
export const pathOf = (step: FormStep): string => (step === 'rights' ? '/ask' : `/ask/${step}`);

/**
 * The form that the address or the hidden field names. Where none is named it is the only one that this browser has begun; with none or
 * several it is a new one: nobody guesses which.
 */
export async function openForm(desk: AppDesk, request: Request, response: Response): Promise<OpenForm> {
  const form = formNamed(request) || onlyOne(await begunHere(desk, request, response)) || newForm();
  const token = tokenOf(browserIn(request) || newBrowser(), form);
  const draft = browserIn(request) ? await readDraft(desk, visitOf(response).by, token) : undefined;
  const { by, organisation } = visitOf(response);
  const policies = await policiesOf(desk, by);
  const course = (answers: Answers) => formCourseOf(desk, organisation, policies, answers);
  return { form, token, draft, answers: draft?.answers ?? {}, course };
}

/** What finds the form, without reading it: for the button that sends it. */
export async function tokenHere(desk: AppDesk, request: Request, response: Response): Promise<string> {
  const [browser, form] = [browserIn(request), formNamed(request)];
  return browser && form ? tokenOf(browser, form) : (await openForm(desk, request, response)).token;
}

/** The form that the address or the hidden field names; empty when none is. */
export function formNamed({ body, query }: Request): string {
  const named = text.catch('').parse(body?.form) || text.catch('').parse(query.form);
  return /^[\w-]{8,40}$/.test(named) ? named : '';
}

/** The forms that this browser has begun and not sent. */
export const begunHere = (desk: AppDesk, request: Request, response: Response): Promise<BegunForm[]> =>
  formsBegun(desk, visitOf(response).by, browserIn(request));

/** The secret of this browser; empty when it has begun nothing. */
export const browserIn = (request: Request): string =>
  /^[\w-]{32}$/.test(request.cookies[COOKIE] ?? '') ? request.cookies[COOKIE] : '';

/** Keeps an answer, and gives the token of the form that it is in. */
export async function keep(desk: AppDesk, response: Response, token: string, answers: Answers) {
  const kept = await saveAnswers(desk, visitOf(response).by, token, answers);
  response.cookie(COOKIE, browserOf(kept), options(desk, response));
  return kept;
}

/** This browser has no form any more. */
export const forgetBrowser = (desk: AppDesk, response: Response): void =>
  void response.clearCookie(COOKIE, options(desk, response));

/** What surrounds a page of a form: its links and forms name it, and what is written in it can be deleted. */
export function formFrame(
  response: Response,
  { form, draft, answers, course }: OpenForm,
  from = '',
): FrameBase {
  const base = visitFrame(response);
  const query = new URLSearchParams({ form, ...(from && { from }) }).toString();
  const questions = course(answers).steps.filter((step) => step !== 'check');
  return { ...base, query, form, questions, deletion: draft && at(base, '/ask/deletion') };
}

/** On to another page of the form. */
export function goOnInForm(
  response: Response,
  path: string,
  token: string,
  more: Record<string, string> = {},
) {
  const { base } = visitOf(response);
  response.redirect(303, `${base}${address(path, { form: formOf(token), ...more })}`);
}

const onlyOne = (begun: BegunForm[]): string => (begun.length === 1 ? (begun[0]?.form ?? '') : '');

/** Each organisation's forms have their own cookie, which no other page receives. */
function options(desk: AppDesk, response: Response) {
  const secure = desk.baseUrl.startsWith('https:');
  return { httpOnly: true, sameSite: 'lax', secure, path: `${visitOf(response).base}/ask` } as const;
}
