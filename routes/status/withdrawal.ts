import { type Request, type Response, Router } from 'express';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { tooLong } from '../../models/draft/answers.ts';
import { withdraw } from '../../models/subjectRequest/withdrawal.ts';
import { standingOf } from '../../models/submission/page.ts';
import { withdrawalPage } from '../../views/status/withdrawal.ts';
import type { AppDesk } from '../appDesk.ts';
import { sendPage } from '../middleware/page.ts';
import { permitAnyone } from '../middleware/permit.ts';
import { secretPage } from '../middleware/secretPage.ts';
import { text, unreadableIn } from '../middleware/text.ts';
import { goOn, visitFrame, visitOf } from '../middleware/visit.ts';
import { requestOf } from './find.ts';

/** Withdrawing a request: a page that explains the consequences, and its button. */
export function withdrawalRouter(desk: AppDesk): Router {
  const router = Router();
  const path = '/:token/:reference/withdrawal';

  router.get(path, permitAnyone(), secretPage(), (request, response) => show(desk, request, response));

  router.post(path, permitAnyone(), secretPage(), async (request, response) => {
    const { one, token } = await requestOf(request, response);
    const reason = text.parse(request.body.message);
    const [fault] = [...tooLong('message', reason), ...unreadableIn(request.body)];
    if (fault) return show(desk, request, response, fault);
    try {
      await withdraw(desk, visitOf(response).by, { reference: one.reference }, { reason });
    } catch (error) {
      // A second click, or the DPO was faster: the status page says how the request ended.
      if (!(error instanceof RuleViolation && error.code === 'not-allowed')) throw error;
    }
    goOn(response, `/status/${encodeURIComponent(token)}?said=withdrawal`);
  });

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
  if (!standing.mayWithdraw) return goOn(response, `/status/${encodeURIComponent(token)}`);
  const written = text.parse(request.body?.message);
  const page = withdrawalPage(visitFrame(response), {
    standing,
    token,
    written,
    faults: fault ? [fault] : [],
  });
  sendPage(response, 'status/withdrawal', page, 'public', fault ? 422 : 200);
}
