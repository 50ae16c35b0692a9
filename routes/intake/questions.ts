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

/** How one question is read, checked, stored and shown. `Given` is the type of its fields. */
type FormQuestion<Given> = {
  step: QuestionStep;
  view: string;
  read(body: unknown, course: FormCourse): Given;
  faults(given: Given): RuleViolation[];
  answer(given: Given): Answers;
  given(answers: Answers): Given;
  page(base: FrameBase, shown: ShownQuestion<Given>, response: Response): { frame: Frame };
};
type ShownQuestion<Given> = {
  given: Given;
  answers: Answers;
  course: FormCourse;
  faults: RuleViolation[];
  from: string;
  /** What was written in this form is gone, and was not sent or perhaps was. */
  gone?: 'unsent' | 'perhapsSent';
};

const WORDS_OF_GONE: Record<string, ShownQuestion<unknown>['gone']> = {
  yes: 'perhapsSent',
  unsent: 'unsent',
};

/** A question's page and form. An answer is saved even if earlier questions are unanswered. */
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

/** The content of its fields: unfinished text, or else the answer. */
const shownIn = <Given>({ step, given }: FormQuestion<Given>, answers: Answers): Given =>
  (answers.typed?.[step] as Given | undefined) ?? given(answers);

/** Replaces the unfinished text by the answer. */
function answered<Given>({ step, answer }: FormQuestion<Given>, given: Given, { typed }: Answers): Answers {
  return { ...answer(given), ...(typed && { typed: { ...typed, [step]: undefined } }) };
}

type TypedAnswer<Given> = { question: FormQuestion<Given>; given: Given; faults: RuleViolation[] };

/** Saves what is typed when the person leaves the question: as the answer if it is valid. Returns the form's token. */
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

/**
 * Redirects to the first unanswered question before this one, or past a question that is not asked. Returns whether it
 * did.
 */
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

/** A query parameter for the next page: the form was in use, and its content is gone. */
export const goneIn = ({ draft }: OpenForm, request: Request): Record<string, string> =>
  !draft && formNamed(request) && request.path !== pathOf('rights') ? { gone: 'yes' } : {};

/** The question after a step, or the check page if the answer was changed from there. */
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

/** `check` if the person came from the check page. */
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
