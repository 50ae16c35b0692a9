import { type Request, type Response, Router } from 'express';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import { type Answers, type FormStep, firstUnanswered } from '../../models/draft/answers.ts';
import type { FormCourse } from '../../models/draft/course.ts';
import type { QuestionStep } from '../../views/intake/question.ts';
import type { Frame, FrameBase } from '../../views/layouts/frame.ts';
import type { AppDesk } from '../appDesk.ts';
import { sendPage } from '../middleware/page.ts';
import { permitAnyone } from '../middleware/permit.ts';
import { text, unreadableIn } from '../middleware/text.ts';
import { goOn } from '../middleware/visit.ts';
import { showBegun } from './begun.ts';
import {
  begunHere,
  formFrame,
  formNamed,
  goOnInForm,
  keep,
  type OpenForm,
  openForm,
  pathOf,
} from './form.ts';
import { leave, leavingIn } from './leaving.ts';

/** How one question is read, checked, kept and shown. `Given` is what its fields say. */
export type FormQuestion<Given> = {
  step: QuestionStep;
  view: string;
  read(body: unknown, course: FormCourse): Given;
  faults(given: Given): RuleViolation[];
  answer(given: Given): Answers;
  given(answers: Answers): Given;
  page(base: FrameBase, shown: ShownQuestion<Given>, response: Response): { frame: Frame };
};
export type ShownQuestion<Given> = {
  given: Given;
  answers: Answers;
  course: FormCourse;
  faults: RuleViolation[];
  from: string;
  /** What was written before in this form is no longer there: and was not sent, or perhaps was. */
  gone?: 'unsent' | 'perhapsSent';
};

const WORDS_OF_GONE: Record<string, ShownQuestion<unknown>['gone']> = {
  yes: 'perhapsSent',
  unsent: 'unsent',
};

/** A question's page and its form. What is written is kept whatever is still missing before it. */
export function questionRouter<Given>(desk: AppDesk, question: FormQuestion<Given>): Router {
  const router = Router();
  const path = pathOf(question.step);

  router.get(path, permitAnyone(), async (request, response) => {
    const begun = formNamed(request) ? [] : await begunHere(desk, request, response);
    if (question.step === 'rights' && begun.length > 0) return showBegun(response, begun);
    if (begun.length > 1) return goOn(response, '/ask');
    const open = await openForm(desk, request, response);
    if (isElsewhere(open, question.step, request, response)) return;
    const { answers } = open;
    const gone = WORDS_OF_GONE[text.parse(request.query.gone)];
    const [given, course] = [shownIn(question, answers), open.course(answers)];
    show(response, question, open, {
      given,
      answers,
      course,
      faults: [],
      from: cameFrom(request.query),
      gone,
    });
  });

  router.post(path, permitAnyone(), async (request, response) => {
    const open = await openForm(desk, request, response);
    const { answers } = open;
    const course = open.course(answers);
    const given = question.read(request.body, course);
    const faults = [...question.faults(given), ...unreadableIn(request.body)];
    const from = cameFrom(request.body);
    const leaving = leavingIn(request.body);
    if (leaving) {
      const token = await keepTyped(desk, response, open, { question, given, faults });
      return leave(response, leaving, { ...open, token }, question.step, from);
    }
    if (faults.length > 0) return show(response, question, open, { given, answers, course, faults, from });
    const answer = answered(question, given, answers);
    const token = await keep(desk, response, open.token, answer);
    const next = nextPath({ ...open, answers: { ...answers, ...answer } }, question.step, from);
    goOnInForm(response, next, token, goneIn(open, request));
  });

  return router;
}

/** What its fields hold: what was typed and left there, else the answer. */
const shownIn = <Given>({ step, given }: FormQuestion<Given>, answers: Answers): Given =>
  (answers.typed?.[step] as Given | undefined) ?? given(answers);

/** The answer in place of what was typed before. */
function answered<Given>({ step, answer }: FormQuestion<Given>, given: Given, { typed }: Answers): Answers {
  return { ...answer(given), ...(typed && { typed: { ...typed, [step]: undefined } }) };
}

type TypedAnswer<Given> = { question: FormQuestion<Given>; given: Given; faults: RuleViolation[] };

/** Keeps what somebody has typed who leaves the question: as the answer where it is one. Gives the token of the form. */
async function keepTyped<Given>(
  desk: AppDesk,
  response: Response,
  { token, answers }: OpenForm,
  { question, given, faults }: TypedAnswer<Given>,
): Promise<string> {
  if (JSON.stringify(given) === JSON.stringify(shownIn(question, answers))) return token; // nothing was typed
  if (faults.length === 0) return keep(desk, response, token, answered(question, given, answers));
  return keep(desk, response, token, { typed: { ...answers.typed, [question.step]: given } });
}

/** Leads to the first question without an answer before this one, if there is one, or on from one that is not asked; says so. */
export function isElsewhere(open: OpenForm, step: FormStep, request: Request, response: Response): boolean {
  const { answers } = open;
  const course = open.course(answers);
  const isAsked = course.steps.includes(step);
  const unanswered =
    firstUnanswered(answers, isAsked ? step : 'check', course) ?? (isAsked ? undefined : 'check');
  if (unanswered && !open.draft && !formNamed(request)) goOn(response, pathOf('rights'));
  else if (unanswered) goOnInForm(response, pathOf(unanswered), open.token, goneIn(open, request));
  return unanswered !== undefined;
}

/** For the address of the next page: the form was in use, and what was in it is no longer there. */
export const goneIn = ({ draft }: OpenForm, request: Request): Record<string, string> =>
  !draft && formNamed(request) && request.path !== pathOf('rights') ? { gone: 'yes' } : {};

/** The question after a step, or back to the check page when the answer was changed from there. */
export function nextPath(
  { answers, course }: Pick<OpenForm, 'answers' | 'course'>,
  step: FormStep,
  from: string,
): string {
  const { steps, offered } = course(answers);
  const after = steps.includes(step) ? steps[steps.indexOf(step) + 1] : undefined;
  const next = (from !== 'check' && after) || 'check';
  return pathOf(firstUnanswered(answers, next, { steps, offered }) ?? next);
}

/** `check` when the person came from the check page. */
export const cameFrom = (fields: Request['body']): string =>
  text.parse(fields?.from) === 'check' ? 'check' : '';

function show<Given>(
  response: Response,
  question: FormQuestion<Given>,
  open: OpenForm,
  shown: ShownQuestion<Given>,
): void {
  const page = question.page(formFrame(response, open, shown.from), shown, response);
  sendPage(response, question.view, page, 'public', shown.faults.length > 0 ? 422 : 200);
}
