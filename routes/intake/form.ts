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

/** Holds the browser's secret until the browser is closed. */
const COOKIE = 'draft';

/** The form of a page: its id, its token, and its content unless it is new or gone. */
export type OpenForm = {
  form: string;
  token: string;
  draft: OpenDraft | undefined;
  answers: Answers;
  /** The questions that follow from these answers under the organisation's policies. */
  course(answers: Answers): FormCourse;
};

/** The path of a question, without the organisation's prefix. */
export const pathOf = (step: FormStep): string => (step === 'rights' ? '/ask' : `/ask/${step}`);

/**
 * The form named in the address or the hidden field. If none is named, the only one that this browser has begun; with
 * none or several, a new one.
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

/** The form's token, without reading the form: for the button that sends it. */
export async function tokenHere(desk: AppDesk, request: Request, response: Response): Promise<string> {
  const [browser, form] = [browserIn(request), formNamed(request)];
  return browser && form ? tokenOf(browser, form) : (await openForm(desk, request, response)).token;
}

/** The form id in the address or the hidden field; empty if there is none. */
export function formNamed({ body, query }: Request): string {
  const named = text.catch('').parse(body?.form) || text.catch('').parse(query.form);
  return /^[\w-]{8,40}$/.test(named) ? named : '';
}

/** The unsent forms that this browser has begun. */
export const begunHere = (desk: AppDesk, request: Request, response: Response): Promise<BegunForm[]> =>
  formsBegun(desk, visitOf(response).by, browserIn(request));

/** This browser's secret; empty if it has begun no form. */
export const browserIn = (request: Request): string =>
  /^[\w-]{32}$/.test(request.cookies[COOKIE] ?? '') ? request.cookies[COOKIE] : '';

/** Saves an answer and returns the token of its form. */
export async function keep(desk: AppDesk, response: Response, token: string, answers: Answers) {
  const kept = await saveAnswers(desk, visitOf(response).by, token, answers);
  response.cookie(COOKIE, browserOf(kept), options(desk, response));
  return kept;
}

/** Deletes the browser's secret once it has no form left. */
export const forgetBrowser = (desk: AppDesk, response: Response): void =>
  void response.clearCookie(COOKIE, options(desk, response));

/** The frame of a form's page: its links carry the form's id, and it offers to delete the form. */
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

/** Redirects to another page of the form. */
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

/** Each organisation's forms have their own cookie, sent to no other page. */
function options(desk: AppDesk, response: Response) {
  const secure = desk.baseUrl.startsWith('https:');
  return { httpOnly: true, sameSite: 'lax', secure, path: `${visitOf(response).base}/ask` } as const;
}
