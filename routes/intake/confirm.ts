import { type Request, type Response, Router } from 'express';
import { confirmMailbox } from '../../models/subjectRequest/mailbox.ts';
import { factSheetOf } from '../../models/subjectRequest/recompute.ts';
import { submissionByMailboxToken } from '../../models/submission/find.ts';
import { statusTokenOf } from '../../models/submission/links.ts';
import { confirmPage } from '../../views/intake/confirm.ts';
import type { AppDesk } from '../appDesk.ts';
import { sendPage } from '../middleware/page.ts';
import { permitAnyone } from '../middleware/permit.ts';
import { notFound } from '../middleware/refusal.ts';
import { secretPage } from '../middleware/secretPage.ts';
import { goOn, visitFrame, visitOf } from '../middleware/visit.ts';

/** The link in the acknowledgement. Opening it changes nothing, because mail scanners open links; its button confirms. */
export function confirmRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/:token', permitAnyone(), secretPage(), async (request, response) => {
    const { submission, requests, state } = await find(request, response);
    const given = {
      state,
      requests,
      token: String(request.params.token),
      statusToken: statusTokenOf(desk, submission.formKey, submission.mailboxChanges),
    };
    sendPage(response, 'intake/confirm', confirmPage(visitFrame(response), given), 'public');
  });

  router.post('/:token', permitAnyone(), secretPage(), async (request, response) => {
    const { state } = await find(request, response);
    if (state === 'open') await confirmMailbox(desk, String(request.params.token));
    goOn(response, `/confirm/${encodeURIComponent(String(request.params.token))}`);
  });

  return router;
}

/** The submission of the link, and whether it still needs confirming. */
async function find(request: Request, response: Response) {
  const found = await submissionByMailboxToken(visitOf(response).by, String(request.params.token));
  if (!found) throw notFound();
  const sheets = await Promise.all(found.requests.map(factSheetOf));
  const confirmed = sheets.every(
    ({ standing }) => !standing.mailboxNeeded || standing.mailboxConfirmed || standing.closed,
  );
  const ended = sheets.every(({ standing }) => standing.closed && !standing.mailboxConfirmed);
  return {
    ...found,
    state: ended ? ('ended' as const) : confirmed ? ('confirmed' as const) : ('open' as const),
  };
}
