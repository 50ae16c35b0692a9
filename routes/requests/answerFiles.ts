import { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { RELEASES } from '../../domain/answers/answerFile.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { addAnswerFiles } from '../../models/answerDraft/addFiles.ts';
import { preparedFilesOf } from '../../models/answerDraft/files.ts';
import { systemsOf } from '../../models/system/register.ts';
import { answerFilesPage } from '../../views/requests/answerFiles.ts';
import { answerFilesPath } from '../../views/requests/answerFilesPath.ts';
import type { AppDesk } from '../appDesk.ts';
import { faultOfUpload, statusOfUpload } from '../intake/uploadFault.ts';
import { mayTakeLong } from '../middleware/longWork.ts';
import { deskFrame, say, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { staffOf } from '../middleware/staff.ts';
import { text } from '../middleware/text.ts';
import { emptyFiles, exportsOf, filesOf } from '../middleware/uploads.ts';
import { typedDescription } from './description.ts';
import { referenceIn, requestIn } from './reference.ts';

const PATH = '/:reference/answer/files';

/** The files of an answer before it is sent: what colleagues handed over, and what the DPO adds. */
export function answerFilesRouter(desk: AppDesk): Router {
  const router = Router();
  router.use(PATH, mayTakeLong);

  router.get(PATH, permit('answer'), (request, response) => show(desk, request, response));

  const take = async (request: Request, response: Response) => {
    try {
      await add(desk, request, response);
    } catch (fault) {
      if (!(fault instanceof RuleViolation) || fault.code === 'not-found') throw fault;
      return show(desk, request, response, fault);
    }
    say(response, deskFrame(response).t('answerFiles:added'));
    response.redirect(303, answerFilesPath(referenceIn(request)));
  };
  router.post(PATH, permit('answer'), exportsOf(desk), take, pastLimits(desk));

  return router;
}

/** Files over the limits: says so beside their field. */
function pastLimits(desk: AppDesk): ErrorRequestHandler {
  return async (error, request, response, next) => {
    const fault = faultOfUpload(error);
    if (!fault) return next(error);
    request.resume();
    await show(desk, request, response, fault, statusOfUpload(fault));
  };
}

async function add(desk: AppDesk, request: Request, response: Response): Promise<void> {
  const [unfit] = emptyFiles(request);
  if (unfit) throw unfit;
  const files = filesOf(request);
  if (files.length === 0) throw new RuleViolation('files-missing', {}, 'files');
  const how = text.catch('').parse(request.body?.release);
  const release = RELEASES.find((one) => one === how);
  const described = typedDescription(request);
  const target = { reference: referenceIn(request) };
  const { refused } = await addAnswerFiles(desk, staffOf(response).by, target, { files, release, described });
  if (refused) throw refused;
}

async function show(
  desk: AppDesk,
  request: Request,
  response: Response,
  fault?: RuleViolation,
  faulty = 422,
): Promise<void> {
  const page = await requestIn(desk, request, response);
  const files = await preparedFilesOf(desk, page.request);
  const systems = await systemsOf(desk, page.request);
  const typed = fault && {
    ...typedDescription(request),
    release: text.catch('').parse(request.body?.release),
  };
  const shown = answerFilesPage(deskFrame(response, 'requests'), { page, files, systems, typed, fault });
  sendPage(response, 'requests/answerFiles', shown, 'desk', fault ? faulty : 200);
}
