import { Router } from 'express';
import { openAnswer, sendAnswerCode, useAnswerCode } from '../../models/answerPackage/open.ts';
import { recourseFor } from '../../models/subjectRequest/lawOf.ts';
import { leaveMessage } from '../../models/subjectRequest/message.ts';
import { askingAgain } from '../../views/answers/expired.ts';
import { answerCodePage, lockedPage } from '../../views/answers/locked.ts';
import { answerPage } from '../../views/answers/show.ts';
import type { AppDesk } from '../appDesk.ts';
import { codeGate, gatedPath, isUnlocked } from '../middleware/codeGate.ts';
import { limit } from '../middleware/limits.ts';
import { sendPage } from '../middleware/page.ts';
import { permitAnyone } from '../middleware/permit.ts';
import { secretPage } from '../middleware/secretPage.ts';
import { goOn, visitFrame, visitOf } from '../middleware/visit.ts';
import { answerFilesRouter } from './files.ts';
import { ANSWERS, answerIn, isAskedAgain, isOver, sendExpired } from './find.ts';
import { transmissionRouter } from './transmission.ts';

/** An answer: its link opens a page with a button; only the code sent to the mailbox opens the answer. */
export function answersRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/:token', permitAnyone(), secretPage(), async (request, response) => {
    const { found, token } = await answerIn(request);
    if (isOver(desk, found)) return sendExpired(response, found);
    if (!isUnlocked(desk, request, ANSWERS)) {
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

  codeGate(router, desk, {
    ...ANSWERS,
    find: async (request, response) => {
      const { found, token } = await answerIn(request);
      if (!isOver(desk, found)) return { found, token };
      sendExpired(response, found);
      return undefined;
    },
    send: ({ found }, response) => sendAnswerCode(desk, visitOf(response).by, found),
    use: ({ found }, digits) => useAnswerCode(desk, found, digits),
    page: ({ token }, response, fault) => answerCodePage(visitFrame(response), { token, fault }),
  });

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
      goOn(response, gatedPath(ANSWERS, token));
    },
  );

  router.use(answerFilesRouter(desk));
  router.use(transmissionRouter(desk));

  return router;
}
