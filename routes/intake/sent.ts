import { Router } from 'express';
import { submissionByStatusToken } from '../../models/submission/find.ts';
import { standingOf } from '../../models/submission/page.ts';
import { sentPage } from '../../views/intake/sent.ts';
import type { AppDesk } from '../appDesk.ts';
import { sendPage } from '../middleware/page.ts';
import { permitAnyone } from '../middleware/permit.ts';
import { notFound } from '../middleware/refusal.ts';
import { secretPage } from '../middleware/secretPage.ts';
import { visitFrame, visitOf } from '../middleware/visit.ts';
import { documentsOf } from '../status/find.ts';

/** The confirmation: the references, the next steps with their dates, and the secret status link. */
export function sentRouter(desk: AppDesk): Router {
  const router = Router();
  router.get('/ask/sent/:token', permitAnyone(), secretPage(), async (request, response) => {
    const { by, base } = visitOf(response);
    const token = String(request.params.token);
    const found = await submissionByStatusToken(by, token);
    if (!found) throw notFound();
    const standings = await Promise.all(found.requests.map((each) => standingOf(desk, each)));
    const link = `${desk.baseUrl}${base}/status/${token}`;
    const page = sentPage(visitFrame(response), {
      standings,
      link,
      token,
      now: desk.clock(),
      documents: documentsOf(desk),
    });
    sendPage(response, 'intake/sent', page, 'public');
  });
  return router;
}
