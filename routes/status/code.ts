import { setTimeout as pause } from 'node:timers/promises';
import { type Response, Router } from 'express';
import { z } from 'zod';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { readReference } from '../../models/subjectRequest/reference.ts';
import { openWithCode, sendStatusCode } from '../../models/submission/statusCode.ts';
import { askPage } from '../../views/status/ask.ts';
import { codePage } from '../../views/status/code.ts';
import type { AppDesk } from '../appDesk.ts';
import { limit } from '../middleware/limits.ts';
import { sendPage } from '../middleware/page.ts';
import { permitAnyone } from '../middleware/permit.ts';
import { text } from '../middleware/text.ts';
import { goOn, visitFrame, visitOf } from '../middleware/visit.ts';
import { forgetQuestion, rememberedQuestion, rememberQuestion } from './cookie.ts';

const short = text.transform((given) => given.slice(0, 320));
const Question = z.object({ reference: short, email: short });

/** Longer than the work takes: an answer's time does not tell whether reference and address belong together. */
const EVERY_ANSWER_TAKES = 250;

/** Reference and e-mail, then the code that was sent there. Every answer is the same, whoever is known. */
export function codeRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/', permitAnyone(), (_request, response) => {
    show(response, { reference: '', email: '' });
  });

  const perReference = limit(desk, 'status-code', ({ body }) => readReference(short.parse(body.reference)));
  router.post('/', permitAnyone(), limit(desk, 'status-code'), perReference, async (request, response) => {
    const question = Question.parse(request.body);
    const faults = faultsOf(question);
    if (faults.length > 0) return show(response, question, faults);
    await inTheSameTime(sendStatusCode(desk, visitOf(response).by, question));
    rememberQuestion(desk, response, question);
    goOn(response, '/status/code');
  });

  router.get('/code', permitAnyone(), (request, response) => {
    if (!rememberedQuestion(desk, request)) return goOn(response, '/status');
    sendPage(response, 'status/code', codePage(visitFrame(response)), 'public');
  });

  const codes = limit(desk, 'code-entry');
  router.post('/code', permitAnyone(), codes, async (request, response) => {
    const question = rememberedQuestion(desk, request);
    if (!question) return goOn(response, '/status');
    const digits = short.parse(request.body.code);
    const token = await inTheSameTime(openWithCode(desk, visitOf(response).by, question, digits));
    if (!token)
      return sendPage(response, 'status/code', codePage(visitFrame(response), wrongCode()), 'public', 422);
    forgetQuestion(desk, response);
    goOn(response, `/status/${token}`);
  });

  return router;
}

const wrongCode = () => new RuleViolation('code-wrong', {}, 'code');

function faultsOf({ reference, email }: z.output<typeof Question>): RuleViolation[] {
  return [
    ...(reference === '' ? [new RuleViolation('reference-missing', {}, 'reference')] : []),
    ...(email === '' ? [new RuleViolation('email-needed', {}, 'email')] : []),
  ];
}

async function inTheSameTime<T>(work: Promise<T>): Promise<T> {
  const [result] = await Promise.all([work, pause(EVERY_ANSWER_TAKES)]);
  return result;
}

function show(response: Response, question: z.output<typeof Question>, faults: RuleViolation[] = []): void {
  const page = askPage(visitFrame(response), question, faults);
  sendPage(response, 'status/ask', page, 'public', faults.length > 0 ? 422 : 200);
}
