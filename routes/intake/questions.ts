import { type Request, type Response, Router } from 'express';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import { type Answers, firstUnanswered, STEPS, type Step } from '../../models/draft/answers.ts';
import type { Frame, FrameBase } from '../../views/layouts/frame.ts';
import type { AppDesk } from '../appDesk.ts';
import { sendPage } from '../middleware/page.ts';
import { permitAnyone } from '../middleware/permit.ts';
import { text } from '../middleware/text.ts';
import { goOn, visitFrame } from '../middleware/visit.ts';
import { keep, openForm, pathOf } from './form.ts';

/** How one question is read, checked, kept and shown. `Given` is what its fields say. */
export type Question<Given> = {
  step: Step;
  view: string;
  read(body: unknown, response: Response): Given;
  faults(given: Given): RuleViolation[];
  answer(given: Given): Answers;
  given(answers: Answers): Given;
  page(base: FrameBase, shown: Shown<Given>, response: Response): { frame: Frame };
};
export type Shown<Given> = { given: Given; answers: Answers; faults: RuleViolation[]; from: string };

/** A question's page and its form. What is written is kept whatever is still missing before it. */
export function questionRouter<Given>(desk: AppDesk, question: Question<Given>): Router {
  const router = Router();
  const path = pathOf(question.step);

  router.get(path, permitAnyone(), async (request, response) => {
    const { answers } = await openForm(desk, request, response);
    const unanswered = firstUnanswered(answers, question.step);
    if (unanswered) return goOn(response, pathOf(unanswered));
    show(response, question, {
      given: question.given(answers),
      answers,
      faults: [],
      from: fromOf(request.query),
    });
  });

  router.post(path, permitAnyone(), async (request, response) => {
    const { answers } = await openForm(desk, request, response);
    const given = question.read(request.body, response);
    const faults = question.faults(given);
    const from = fromOf(request.body);
    if (faults.length > 0) return show(response, question, { given, answers, faults, from });
    const answer = question.answer(given);
    await keep(desk, request, response, answer);
    goOn(response, nextPath({ ...answers, ...answer }, question.step, from));
  });

  return router;
}

/** The question after a step, or back to the check page when the answer was changed from there. */
export function nextPath(answers: Answers, step: Step, from: string): string {
  const next = from === 'check' ? 'check' : (STEPS[STEPS.indexOf(step) + 1] ?? 'check');
  return pathOf(firstUnanswered(answers, next) ?? next);
}

/** `check` when the person came from the check page. */
export const fromOf = (fields: Request['body']): string =>
  text.parse(fields?.from) === 'check' ? 'check' : '';

function show<Given>(response: Response, question: Question<Given>, shown: Shown<Given>): void {
  const page = question.page(visitFrame(response), shown, response);
  sendPage(response, question.view, page, 'public', shown.faults.length > 0 ? 422 : 200);
}
