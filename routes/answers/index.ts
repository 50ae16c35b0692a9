import { Router } from 'express';
import { openAnswer, sendAnswerCode, useAnswerCode } from '../../models/answerPackage/open.ts';
import { faultOfCode } from '../../models/code/codes.ts';
import { recourseFor } from '../../models/subjectRequest/lawOf.ts';
import { leaveMessage } from '../../models/subjectRequest/message.ts';
import { askingAgain } from '../../views/answers/expired.ts';
import { answerCodePage, lockedPage } from '../../views/answers/locked.ts';
import { answerPage } from '../../views/answers/show.ts';
import type { AppDesk } from '../appDesk.ts';
import { type CodeCookie, grantAccess, hasAccess } from '../middleware/codeCookie.ts';
import { limit } from '../middleware/limits.ts';
import { sendPage } from '../middleware/page.ts';
import { permitAnyone } from '../middleware/permit.ts';
import { secretPage } from '../middleware/secretPage.ts';
import { text } from '../middleware/text.ts';
import { goOn, visitFrame, visitOf } from '../middleware/visit.ts';
import { answerFilesRouter } from './files.ts';
import { answerIn, isAskedAgain, isOver, sendExpired } from './find.ts';
import { transmissionRouter } from './transmission.ts';

/** An answer: its link opens a page with a button; only the code sent to the mailbox opens the answer. */
export function answersRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/:token', permitAnyone(), secretPage(), async (request, response) => {
    const { found, token } = await answerIn(request);
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
    const page = answerPage(visitFrame(response), { ...found, opened, token, recourse, now: desk.clock() });
    sendPage(response, 'answers/show', page, 'public');
  });

  router.post(
    '/:token',
    permitAnyone(),
    secretPage(),
    limit(desk, 'answer-code'),
    async (request, response) => {
      const { found, token } = await answerIn(request);
      if (isOver(desk, found)) return sendExpired(response, found);
      await sendAnswerCode(desk, visitOf(response).by, found);
      goOn(response, `/answers/${encodeURIComponent(token)}/code`);
    },
  );

  router.get('/:token/code', permitAnyone(), secretPage(), async (request, response) => {
    const { found, token } = await answerIn(request);
    if (isOver(desk, found)) return sendExpired(response, found);
    sendPage(response, 'answers/code', answerCodePage(visitFrame(response), { token }), 'public');
  });

  router.post(
    '/:token/code',
    permitAnyone(),
    secretPage(),
    limit(desk, 'answer-code-entry'),
    async (request, response) => {
      const { found, token } = await answerIn(request);
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
      grantAccess(desk, response, token, cookieFor(token));
      goOn(response, `/answers/${encodeURIComponent(token)}`);
    },
  );

  router.post(
    '/:token/again',
    permitAnyone(),
    secretPage(),
    limit(desk, 'form'),
    async (request, response) => {
      const { found, token } = await answerIn(request);
      if (isOver(desk, found) && !isAskedAgain(found)) {
        const { reference } = found.request;
        const words = askingAgain(found);
        await leaveMessage(desk, visitOf(response).by, { reference }, { text: words, files: [] });
      }
      goOn(response, `/answers/${encodeURIComponent(token)}`);
    },
  );

  router.use(answerFilesRouter(desk));
  router.use(transmissionRouter(desk));

  return router;
}

/** Minutes that the answer stays readable after the code was typed in. */
const MINUTES = 30;

const cookieFor = (token: string): CodeCookie => ({
  name: 'answer',
  path: `/answers/${encodeURIComponent(token)}`,
  minutes: MINUTES,
});
