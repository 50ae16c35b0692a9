import { type Request, type Response, Router } from 'express';
import { type Package, packageByToken } from '../../models/answerPackage/find.ts';
import {
  fetchAnswerFile,
  openAnswer,
  sendAnswerCode,
  useAnswerCode,
} from '../../models/answerPackage/open.ts';
import { faultOfCode } from '../../models/code/codes.ts';
import { recourseFor } from '../../models/subjectRequest/lawOf.ts';
import { leaveMessage } from '../../models/subjectRequest/message.ts';
import { askingAgain, expiredPage } from '../../views/answers/expired.ts';
import { answerCodePage, lockedPage } from '../../views/answers/locked.ts';
import { answerPage } from '../../views/answers/show.ts';
import type { AppDesk } from '../appDesk.ts';
import { sendFile } from '../middleware/attachment.ts';
import { type CodeCookie, grantAccess, hasAccess } from '../middleware/codeCookie.ts';
import { limit } from '../middleware/limits.ts';
import { sendPage } from '../middleware/page.ts';
import { permitAnyone } from '../middleware/permit.ts';
import { notFound } from '../middleware/refusal.ts';
import { secretPage } from '../middleware/secretPage.ts';
import { text, wholeNumber } from '../middleware/text.ts';
import { goOn, visitFrame, visitOf } from '../middleware/visit.ts';
import { sendPackage } from './package.ts';

/** An answer: its link opens a page with a button; only the code sent to the mailbox opens the answer. */
export function answersRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/:token', permitAnyone(), secretPage(), async (request, response) => {
    const { found, token } = await find(request);
    if (isOver(desk, found)) return sendExpired(response, found);
    if (!hasAccess(desk, request, token, { name: 'answer' })) {
      return sendPage(
        response,
        'answers/locked',
        lockedPage(visitFrame(response), { ...found, token }),
        'public',
      );
    }
    const opened = await openAnswer(desk, visitOf(response).by, found);
    const recourse = recourseFor(desk, found.request, visitOf(response).organisation);
    const page = answerPage(visitFrame(response), { ...found, opened, token, recourse });
    sendPage(response, 'answers/show', page, 'public');
  });

  router.post(
    '/:token',
    permitAnyone(),
    secretPage(),
    limit(desk, 'answer-code'),
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
    sendPage(response, 'answers/code', answerCodePage(visitFrame(response), { token }), 'public');
  });

  router.post(
    '/:token/code',
    permitAnyone(),
    secretPage(),
    limit(desk, 'answer-code-entry'),
    async (request, response) => {
      const { found, token } = await find(request);
      if (isOver(desk, found)) return sendExpired(response, found);
      const use = await useAnswerCode(desk, found, text.parse(request.body.code));
      if (use !== 'right') {
        const fault = faultOfCode(use);
        return sendPage(
          response,
          'answers/code',
          answerCodePage(visitFrame(response), { token, fault }),
          'public',
          422,
        );
      }
      grantAccess(desk, response, token, cookieFor(response, token));
      goOn(response, `/answers/${encodeURIComponent(token)}`);
    },
  );

  router.post(
    '/:token/again',
    permitAnyone(),
    secretPage(),
    limit(desk, 'form'),
    async (request, response) => {
      const { found, token } = await find(request);
      if (isOver(desk, found) && !isAskedAgain(found)) {
        const { reference } = found.request;
        const words = askingAgain(found);
        await leaveMessage(desk, visitOf(response).by, { reference }, { text: words, files: [] });
      }
      goOn(response, `/answers/${encodeURIComponent(token)}`);
    },
  );

  router.get('/:token/files/:file', permitAnyone(), secretPage(), async (request, response) => {
    const { found, token } = await find(request);
    if (isOver(desk, found)) return sendExpired(response, found);
    if (!hasAccess(desk, request, token, { name: 'answer' }))
      return goOn(response, `/answers/${encodeURIComponent(token)}`);
    const id = wholeNumber.parse(request.params.file);
    const file = await fetchAnswerFile(desk, visitOf(response).by, found, id);
    if (!file) throw notFound();
    await sendFile(response, file);
  });

  router.get(
    '/:token/package',
    permitAnyone(),
    secretPage(),
    limit(desk, 'package'),
    async (request, response) => {
      const { found, token } = await find(request);
      if (isOver(desk, found)) return sendExpired(response, found);
      if (!hasAccess(desk, request, token, { name: 'answer' }))
        return goOn(response, `/answers/${encodeURIComponent(token)}`);
      await sendPackage(desk, response, found);
    },
  );

  return router;
}

/** The answer in the address; 404 otherwise, also for another organisation's. */
async function find(request: Request): Promise<{ found: Package; token: string }> {
  const token = String(request.params.token);
  const found = await packageByToken(visitOf(request.res as Response).by, token);
  if (!found) throw notFound();
  return { found, token };
}

/** Whether the person has asked for it again and that message is unread: a further one would say nothing new. */
const isAskedAgain = ({ answer, request }: Package): boolean =>
  (request.unreadSince ?? NEVER) >= answer.expiresAt;
const NEVER = new Date(0);

const isOver = (desk: AppDesk, { answer }: Package): boolean => answer.expiresAt <= desk.clock();

function sendExpired(response: Response, found: Package): void {
  const { organisation } = visitOf(response);
  const given = {
    ...found,
    token: String(response.req.params.token),
    asked: isAskedAgain(found),
    organisation,
  };
  sendPage(response, 'answers/expired', expiredPage(visitFrame(response), given), 'public', 410);
}

/** Minutes that the answer stays readable after the code was typed in. */
const MINUTES = 30;

const cookieFor = (response: Response, token: string): CodeCookie => ({
  name: 'answer',
  path: `${visitOf(response).base}/answers/${encodeURIComponent(token)}`,
  minutes: MINUTES,
});
