import { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import { addDraftFiles, draftFiles, removeDraftFile } from '../../models/draft/drafts.ts';
import { filesPage } from '../../views/intake/files.ts';
import type { AppDesk } from '../appDesk.ts';
import { limitFiles } from '../middleware/limits.ts';
import { sendPage } from '../middleware/page.ts';
import { permitAnyone } from '../middleware/permit.ts';
import { text, wholeNumber } from '../middleware/text.ts';
import { emptyFiles, filesOf, MOST_FILES, uploads } from '../middleware/uploads.ts';
import { visitOf } from '../middleware/visit.ts';
import { formFrame, goOnInForm, keep, type OpenForm, openForm, pathOf } from './form.ts';
import { leave, leavingIn } from './leaving.ts';
import { cameFrom, goneIn, isElsewhere, nextPath } from './questions.ts';
import { faultOfUpload, statusOfUpload } from './uploadFault.ts';

/** The form's token and the next page. */
const TEXTS = { fields: 10, bytes: 16 * 1024 };

/** Files of the request: added in several uploads, and each can be removed again. */
export function filesRouter(desk: AppDesk): Router {
  const router = Router();
  const path = pathOf('files');

  router.get(path, permitAnyone(), async (request, response) => {
    const open = await openForm(desk, request, response);
    if (!isElsewhere(open, 'files', request, response)) await show(desk, request, response, open);
  });

  const refused: ErrorRequestHandler = async (error, request, response, next) => {
    const fault = faultOfUpload(error);
    if (!fault) return next(error);
    request.resume();
    await show(desk, request, response, await openForm(desk, request, response), fault);
  };

  router.post(
    path,
    permitAnyone(),
    limitFiles(desk),
    uploads(desk, 'files', TEXTS),
    async (request: Request, response: Response) => {
      const files = filesOf(request);
      const open = await openForm(desk, request, response);
      const token = await keep(desk, response, open.token, {});
      const mandate = isMandate(request, open) ? { mandate: true as const } : {};
      const lot = files.map((file) => ({ ...file, ...mandate }));
      await addDraftFiles(desk, visitOf(response).by, token, lot, MOST_FILES);
      const [empty] = emptyFiles(request);
      if (empty) return show(desk, request, response, { ...open, token }, empty);
      const from = cameFrom(request.body);
      const leaving = leavingIn(request.body);
      if (leaving) return leave(response, leaving, { ...open, token }, 'files', from);
      const stay = text.parse(request.body.stay) === 'yes';
      if (stay) goOnInForm(response, path, token, { from });
      else goOnInForm(response, nextPath(open, 'files', from), token, goneIn(open, request));
    },
    refused,
  );

  router.post(`${path}/:file/removal`, permitAnyone(), async (request, response) => {
    const { token } = await openForm(desk, request, response);
    await removeDraftFile(desk, visitOf(response).by, token, wholeNumber.parse(request.params.file));
    goOnInForm(response, path, token, { from: cameFrom(request.body) });
  });

  return router;
}

/** Whether the files prove that the writer may act for the person whose data it is. */
const isMandate = ({ body }: Request, { answers }: OpenForm): boolean =>
  answers.behalf?.for === 'other' && text.parse(body.mandate) === 'yes';

async function show(
  desk: AppDesk,
  request: Request,
  response: Response,
  open: OpenForm,
  fault?: RuleViolation,
): Promise<void> {
  const files = await draftFiles(desk, open.token);
  const from = cameFrom(request.method === 'GET' ? request.query : request.body);
  const { behalf } = open.answers;
  const client = behalf?.for === 'other' ? behalf.otherName : undefined;
  const given = { files, from, client, faults: fault ? [fault] : [] };
  const page = filesPage(formFrame(response, open, from), given);
  sendPage(response, 'intake/files', page, 'public', fault ? statusOfUpload(fault) : 200);
}
