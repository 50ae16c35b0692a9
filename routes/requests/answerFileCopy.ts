import { type Request, type Response, Router } from 'express';
import { fileAsItLeaves, pictureType } from '../../models/answerDraft/asItLeaves.ts';
import { preparedFilesOf } from '../../models/answerDraft/files.ts';
import type { AppDesk } from '../appDesk.ts';
import { sendFile, sendPicture } from '../middleware/attachment.ts';
import { permit } from '../middleware/permit.ts';
import { notFound } from '../middleware/refusal.ts';
import { wholeNumber } from '../middleware/text.ts';
import { requestIn } from './reference.ts';

const PATH = '/:reference/answer/files/:enclosure';

/** A file of an answer as it would leave: to be saved, and a picture to be looked at on its page. */
export function answerFileCopyRouter(desk: AppDesk): Router {
  const router = Router();
  const leaving = async (request: Request, response: Response) => {
    const page = await requestIn(desk, request, response);
    const files = await preparedFilesOf(desk, page.request);
    const file = files.find(({ id }) => id === wholeNumber.parse(request.params.enclosure));
    const opened = file && (await fileAsItLeaves(desk, page.request, file));
    if (!opened) throw notFound();
    return { opened, picture: pictureType(file) };
  };

  router.get(`${PATH}/leaving`, permit('answer'), async (request, response) => {
    const { opened } = await leaving(request, response);
    await sendFile(response, opened);
  });

  router.get(`${PATH}/picture`, permit('answer'), async (request, response) => {
    const { opened, picture } = await leaving(request, response);
    if (!picture) throw notFound();
    await sendPicture(response, opened, picture);
  });

  return router;
}
