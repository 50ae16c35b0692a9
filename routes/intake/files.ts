import { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import { firstUnanswered } from '../../models/draft/answers.ts';
import { addDraftFiles, draftFiles, removeDraftFile } from '../../models/draft/drafts.ts';
import { filesPage } from '../../views/intake/files.ts';
import type { AppDesk } from '../appDesk.ts';
import { limitFiles } from '../middleware/limits.ts';
import { sendPage } from '../middleware/page.ts';
import { permitAnyone } from '../middleware/permit.ts';
import { text, wholeNumber } from '../middleware/text.ts';
import { filesOf, MOST_FILES, uploads } from '../middleware/uploads.ts';
import { goOn, visitFrame, visitOf } from '../middleware/visit.ts';
import { draftToken, keep, openForm, pathOf } from './form.ts';
import { fromOf, nextPath } from './questions.ts';
import { faultOfUpload } from './uploadFault.ts';

/** Files to go with the request: added one lot after another, each can be taken out again. */
export function filesRouter(desk: AppDesk): Router {
  const router = Router();
  const path = pathOf('files');

  router.get(path, permitAnyone(), async (request, response) => {
    const { answers } = await openForm(desk, request, response);
    const unanswered = firstUnanswered(answers, 'files');
    if (unanswered) return goOn(response, pathOf(unanswered));
    await show(desk, request, response);
  });

  const refused: ErrorRequestHandler = async (error, request, response, next) => {
    const fault = faultOfUpload(error);
    if (!fault) return next(error);
    request.resume();
    await show(desk, request, response, fault);
  };

  router.post(
    path,
    permitAnyone(),
    limitFiles(desk),
    uploads('files'),
    async (request: Request, response: Response) => {
      const files = filesOf(request);
      const { answers } = await openForm(desk, request, response);
      const token = await keep(desk, request, response, {});
      await addDraftFiles(desk, visitOf(response).by, token, files, MOST_FILES);
      const from = fromOf(request.body);
      const stay = text.parse(request.body.stay) === 'yes';
      goOn(response, stay ? `${path}${from && `?from=${from}`}` : nextPath(answers, 'files', from));
    },
    refused,
  );

  router.post(`${path}/:file/removal`, permitAnyone(), async (request, response) => {
    await removeDraftFile(
      desk,
      visitOf(response).by,
      draftToken(request),
      wholeNumber.parse(request.params.file),
    );
    const from = fromOf(request.body);
    goOn(response, `${path}${from && `?from=${from}`}`);
  });

  return router;
}

async function show(
  desk: AppDesk,
  request: Request,
  response: Response,
  fault?: RuleViolation,
): Promise<void> {
  const files = await draftFiles(desk, draftToken(request));
  const from = fromOf(request.method === 'GET' ? request.query : request.body);
  const page = filesPage(visitFrame(response), { files, from, faults: fault ? [fault] : [] });
  sendPage(response, 'intake/files', page, 'public', fault ? 413 : 200);
}
