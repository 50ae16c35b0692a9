import { type Request, type Response, Router } from 'express';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { type Package, packageByToken } from '../../models/answerPackage/find.ts';
import {
  fetchAnswerFile,
  isAnswerCode,
  openAnswer,
  sendAnswerCode,
} from '../../models/answerPackage/open.ts';
import { codePage, expiredPage, lockedPage } from '../../views/answers/locked.ts';
import { answerPage } from '../../views/answers/show.ts';
import type { AppDesk } from '../appDesk.ts';
import { sendFile } from '../middleware/attachment.ts';
import { limit } from '../middleware/limits.ts';
import { sendPage } from '../middleware/page.ts';
import { permitAnyone } from '../middleware/permit.ts';
import { notFound } from '../middleware/refusal.ts';
import { secretPage } from '../middleware/secretPage.ts';
import { text, wholeNumber } from '../middleware/text.ts';
import { goOn, visitFrame, visitOf } from '../middleware/visit.ts';
import { grantAccess, hasAccess } from './access.ts';

/** An answer: its link alone opens a page with a button, a code sent to the mailbox opens the answer. */
export function answersRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/:token', permitAnyone(), secretPage(), async (request, response) => {
    const { found, token } = await find(request);
    if (isOver(desk, found)) return sendExpired(response, found);
    if (!hasAccess(desk, request, token)) {
      return sendPage(
        response,
        'answers/locked',
        lockedPage(visitFrame(response), { ...found, token }),
        'public',
      );
    }
    const opened = await openAnswer(desk, visitOf(response).by, found);
    const { authority } = visitOf(response).organisation;
    const page = answerPage(visitFrame(response), { ...found, opened, token, authority });
    sendPage(response, 'answers/show', page, 'public');
  });

  const perAnswer = limit(desk, 'status-code', ({ params }) => `answer ${params.token}`);
  router.post(
    '/:token',
    permitAnyone(),
    secretPage(),
    limit(desk, 'status-code'),
    perAnswer,
    async (request, response) => {
      const { found, token } = await find(request);
      if (isOver(desk, found)) return sendExpired(response, found);
      await sendAnswerCode(desk, visitOf(response).by, found);
      goOn(response, `/answers/${encodeURIComponent(token)}/code`);
    },
  );

  router.get('/:token/code', permitAnyone(), secretPage(), async (request, response) => {
    const { found, token } = await find(request);
    if (isOver(desk, found)) return sendExpired(response, found);
    sendPage(response, 'answers/code', codePage(visitFrame(response), { token }), 'public');
  });

  router.post(
    '/:token/code',
    permitAnyone(),
    secretPage(),
    limit(desk, 'code-entry'),
    async (request, response) => {
      const { found, token } = await find(request);
      if (isOver(desk, found)) return sendExpired(response, found);
      if (!(await isAnswerCode(desk, found, text.parse(request.body.code)))) {
        const fault = new RuleViolation('code-wrong', {}, 'code');
        return sendPage(
          response,
          'answers/code',
          codePage(visitFrame(response), { token, fault }),
          'public',
          422,
        );
      }
      grantAccess(desk, response, token);
      goOn(response, `/answers/${encodeURIComponent(token)}`);
    },
  );

  router.get('/:token/files/:file', permitAnyone(), secretPage(), async (request, response) => {
    const { found, token } = await find(request);
    if (isOver(desk, found)) return sendExpired(response, found);
    if (!hasAccess(desk, request, token)) return goOn(response, `/answers/${encodeURIComponent(token)}`);
    const id = wholeNumber.parse(request.params.file);
    const file = await fetchAnswerFile(desk, visitOf(response).by, found, id);
    if (!file) throw notFound();
    sendFile(response, file);
  });

  return router;
}

/** The answer of the address; 404 otherwise, also for another organisation's. */
async function find(request: Request): Promise<{ found: Package; token: string }> {
  const token = String(request.params.token);
  const found = await packageByToken(visitOf(request.res as Response).by, token);
  if (!found) throw notFound();
  return { found, token };
}

const isOver = (desk: AppDesk, { answer }: Package): boolean => answer.expiresAt <= desk.clock();

function sendExpired(response: Response, found: Package): void {
  sendPage(response, 'answers/expired', expiredPage(visitFrame(response), found), 'public', 410);
}
