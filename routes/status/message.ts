import { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from 'express';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { tooLong } from '../../models/draft/answers.ts';
import { leaveMessage } from '../../models/subjectRequest/message.ts';
import { standingOf } from '../../models/submission/page.ts';
import { messagePage } from '../../views/status/message.ts';
import type { AppDesk } from '../appDesk.ts';
import { faultOfUpload, statusOfUpload } from '../intake/uploadFault.ts';
import { formFault } from '../middleware/csrf.ts';
import { isShownAgain } from '../middleware/language.ts';
import { limit, limitFiles } from '../middleware/limits.ts';
import { sendPage } from '../middleware/page.ts';
import { permitAnyone } from '../middleware/permit.ts';
import { OtherOrganisation } from '../middleware/refusal.ts';
import { secretPage } from '../middleware/secretPage.ts';
import { text, unreadableIn } from '../middleware/text.ts';
import { emptyFiles, filesOf, uploads } from '../middleware/uploads.ts';
import { goOn, visitFrame, visitOf } from '../middleware/visit.ts';
import { requestOf } from './find.ts';

/** Room for the longest message, and for one that is too long, so that it can be shown again. */
const TEXTS = { fields: 10, bytes: 256 * 1024 };

/** A message to those who work on the request, with the files that they asked for. */
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
    opensOne,
    limitFiles(desk),
    uploads(desk, 'files', TEXTS),
    async (request: Request, response: Response) => {
      const { one, token } = await requestOf(request, response);
      if (isShownAgain(request, response)) return show(desk, request, response);
      const written = text.parse(request.body.message);
      const [fault] = [...tooLong('message', written), ...unreadableIn(request.body), ...emptyFiles(request)];
      if (fault) throw fault;
      const mandate = text.parse(request.body.mandate) === 'yes';
      const message = { text: written, files: filesOf(request), mandate };
      await leaveMessage(desk, visitOf(response).by, { reference: one.reference }, message);
      goOn(response, `/status/${encodeURIComponent(token)}?said=message`);
    },
    refused,
  );

  return router;
}

/** Checks the link before a form with files is read; a form without files is first checked for another organisation. */
const opensOne: RequestHandler = async (request, response, next) => {
  try {
    await requestOf(request, response);
    next();
  } catch (error) {
    const fault = request.is('multipart/form-data') ? undefined : formFault(response);
    next(fault instanceof OtherOrganisation ? fault : error);
  }
};

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
  const status = fault ? (fault.field === 'files' ? statusOfUpload(fault) : 422) : 200;
  sendPage(response, 'status/message', messagePage(visitFrame(response), given), 'public', status);
}
