import { type Request, type Response, Router } from 'express';
import { fetchAnswerFile } from '../../models/answerPackage/open.ts';
import { readAnswerFile } from '../../models/answerPackage/readFile.ts';
import { readPageOf } from '../../views/answers/read.ts';
import type { AppDesk } from '../appDesk.ts';
import { sendFile } from '../middleware/attachment.ts';
import { limit } from '../middleware/limits.ts';
import { sendPage } from '../middleware/page.ts';
import { permitAnyone } from '../middleware/permit.ts';
import { notFound } from '../middleware/refusal.ts';
import { secretPage } from '../middleware/secretPage.ts';
import { text, wholeNumber } from '../middleware/text.ts';
import { visitFrame, visitOf } from '../middleware/visit.ts';
import { unlockedAnswer } from './find.ts';
import { sendPackage } from './package.ts';

/** What an answer holds, behind its code: each file to save or to read page by page, and all of it as one package. */
export function answerFilesRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/:token/files/:file', permitAnyone(), secretPage(), async (request, response) => {
    const unlocked = await unlockedAnswer(desk, request, response);
    if (!unlocked) return;
    const id = wholeNumber.parse(request.params.file);
    const file = await fetchAnswerFile(desk, visitOf(response).by, unlocked.found, id);
    if (!file) throw notFound();
    await sendFile(response, file);
  });

  router.get(
    '/:token/files/:file/read',
    permitAnyone(),
    secretPage(),
    limit(desk, 'reading'),
    async (request, response) => {
      const unlocked = await unlockedAnswer(desk, request, response);
      if (unlocked) await sendRead(desk, request, response, unlocked);
    },
  );

  router.get(
    '/:token/package',
    permitAnyone(),
    secretPage(),
    limit(desk, 'package'),
    async (request, response) => {
      const unlocked = await unlockedAnswer(desk, request, response);
      if (unlocked) await sendPackage(desk, response, unlocked.found);
    },
  );

  return router;
}

async function sendRead(
  desk: AppDesk,
  request: Request,
  response: Response,
  { found, token }: NonNullable<Awaited<ReturnType<typeof unlockedAnswer>>>,
): Promise<void> {
  const id = wholeNumber.parse(request.params.file);
  const page = Math.max(1, wholeNumber.catch(1).parse(text.parse(request.query.page) || '1'));
  const file = await readAnswerFile(desk, visitOf(response).by, found, { id, page });
  if (!file) throw notFound();
  sendPage(response, 'answers/read', readPageOf(visitFrame(response), { ...found, file, token }), 'public');
}
