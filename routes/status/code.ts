import { setTimeout as pause } from 'node:timers/promises';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { faultOfCode } from '../../models/code/codes.ts';
import { openWithPaperCode } from '../../models/submission/paperCode.ts';
import { openWithCode, sendStatusCode } from '../../models/submission/statusCode.ts';
import { askPage } from '../../views/status/ask.ts';
import { statusCodePage } from '../../views/status/code.ts';
import { letterCodePage } from '../../views/status/letter.ts';
import type { AppDesk } from '../appDesk.ts';
import { limit } from '../middleware/limits.ts';
import { sendPage } from '../middleware/page.ts';
import { permitAnyone } from '../middleware/permit.ts';
import { secretPage } from '../middleware/secretPage.ts';
import { oneLine } from '../middleware/text.ts';
import { goOn, visitFrame, visitOf } from '../middleware/visit.ts';
import { forgetQuestion, rememberedQuestion, rememberQuestion, sealedQuestion } from './cookie.ts';

const short = oneLine.transform((given) => given.slice(0, 320));
const Question = z.object({ reference: short, email: short });
/** The code as printed on a paper letter. */
const OnPaper = z.object({ reference: short, code: short });

/** Milliseconds, longer than the work takes: the response time does not reveal whether reference and address match. */
const EVERY_ANSWER_TAKES = 250;

/** Reference and email, then the code that was sent there. Every response is the same, whether or not they are known. */
export function codeRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/', permitAnyone(), (_request, response) => {
    show(response, { reference: '', email: '' });
  });

  router.post('/', permitAnyone(), limit(desk, 'status-code'), async (request, response) => {
    const question = Question.parse(request.body);
    const faults = faultsOf(question);
    if (faults.length > 0) return show(response, question, faults);
    await inTheSameTime(sendStatusCode(desk, visitOf(response).by, question));
    rememberQuestion(desk, response, question);
    goOn(response, '/status/code');
  });

  router.get('/code', permitAnyone(), (request, response) => {
    if (!rememberedQuestion(desk, request)) return goOn(response, '/status');
    showCode(request, response);
  });

  const codes = limit(desk, 'status-code-entry');
  router.post('/code', permitAnyone(), codes, async (request, response) => {
    const question = rememberedQuestion(desk, request);
    if (!question) return goOn(response, '/status');
    const digits = short.parse(request.body.code);
    const opened = await inTheSameTime(openWithCode(desk, visitOf(response).by, question, digits));
    if ('failed' in opened) return showCode(request, response, faultOfCode(opened.failed));
    forgetQuestion(desk, response);
    goOn(response, `/status/${opened.token}`);
  });

  router.get('/letter', permitAnyone(), secretPage(), (_request, response) => {
    showLetter(response, { reference: '', code: '' });
  });

  router.post(
    '/letter',
    permitAnyone(),
    secretPage(),
    limit(desk, 'letter-code-entry'),
    async (request, response) => {
      const typed = OnPaper.parse(request.body);
      const token = await inTheSameTime(openWithPaperCode(desk, visitOf(response).by, typed));
      if (!token) return showLetter(response, typed, new RuleViolation('paper-code-wrong', {}, 'code'));
      goOn(response, `/status/${token}`);
    },
  );

  return router;
}

function showLetter(response: Response, typed: z.output<typeof OnPaper>, fault?: RuleViolation): void {
  const page = letterCodePage(visitFrame(response), typed, fault);
  sendPage(response, 'status/code', page, 'public', fault ? 422 : 200);
}

function showCode(request: Request, response: Response, fault?: RuleViolation): void {
  const page = statusCodePage(visitFrame(response), sealedQuestion(request), fault);
  sendPage(response, 'status/code', page, 'public', fault ? 422 : 200);
}

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
