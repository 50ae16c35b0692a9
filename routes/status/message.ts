import { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { tooLong } from '../../models/draft/answers.ts';
import { leaveMessage } from '../../models/subjectRequest/message.ts';
import { standingOf } from '../../models/submission/page.ts';
import { messagePage } from '../../views/status/message.ts';
import type { AppDesk } from '../appDesk.ts';
import { faultOfUpload } from '../intake/uploadFault.ts';
import { limit, limitFiles } from '../middleware/limits.ts';
import { sendPage } from '../middleware/page.ts';
import { permitAnyone } from '../middleware/permit.ts';
import { secretPage } from '../middleware/secretPage.ts';
import { text } from '../middleware/text.ts';
import { filesOf, uploads } from '../middleware/uploads.ts';
import { goOn, visitFrame, visitOf } from '../middleware/visit.ts';
import { requestOf } from './find.ts';

/** A message to those who work on the request, and the place to send what they asked for. */
export function messageRouter(desk: AppDesk): Router {
  const router = Router();
  const path = '/:token/:reference/message';

  router.get(path, permitAnyone(), secretPage(), (request, response) => show(desk, request, response));

  const refused: ErrorRequestHandler = async (error, request, response, next) => {
    const fault = error instanceof RuleViolation && error.field ? error : faultOfUpload(error);
    if (!fault) return next(error);
    request.resume();
    await show(desk, request, response, fault);
  };

  router.post(
    path,
    permitAnyone(),
    secretPage(),
    limit(desk, 'form'),
    limitFiles(desk),
    uploads('files'),
    async (request: Request, response: Response) => {
      const { one, token } = await requestOf(request, response);
      const written = text.parse(request.body.message);
      const [fault] = tooLong('message', written);
      if (fault) throw fault;
      const message = { text: written, files: filesOf(request) };
      await leaveMessage(desk, visitOf(response).by, { reference: one.reference }, message);
      goOn(response, `/status/${encodeURIComponent(token)}?said=message`);
    },
    refused,
  );

  return router;
}

async function show(
  desk: AppDesk,
  request: Request,
  response: Response,
  fault?: RuleViolation,
): Promise<void> {
  const { one, token } = await requestOf(request, response);
  const standing = await standingOf(desk, one);
  const written = text.parse(request.body?.message);
  const given = { standing, token, written, faults: fault ? [fault] : [] };
  const status = fault ? (fault.field === 'files' ? 413 : 422) : 200;
  sendPage(response, 'status/message', messagePage(visitFrame(response), given), 'public', status);
}
