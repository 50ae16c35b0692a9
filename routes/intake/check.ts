import { type Request, type Response, Router } from 'express';
import { firstUnanswered } from '../../models/draft/answers.ts';
import { draftFiles } from '../../models/draft/drafts.ts';
import { sendDraft, sentBefore } from '../../models/draft/send.ts';
import { checkPage } from '../../views/intake/check.ts';
import type { AppDesk } from '../appDesk.ts';
import { limit } from '../middleware/limits.ts';
import { sendPage } from '../middleware/page.ts';
import { permitAnyone } from '../middleware/permit.ts';
import { text } from '../middleware/text.ts';
import { goOn, visitFrame, visitOf } from '../middleware/visit.ts';
import { draftToken, forgetToken, openForm, pathOf } from './form.ts';

/** The answers once more, and the button that sends them. */
export function checkRouter(desk: AppDesk): Router {
  const router = Router();
  const path = pathOf('check');

  router.get(path, permitAnyone(), async (request, response) => {
    const { answers, formKey } = await openForm(desk, request, response);
    const unanswered = firstUnanswered(answers, 'check');
    if (unanswered) return goOn(response, pathOf(unanswered));
    const files = await draftFiles(desk, draftToken(request));
    sendPage(
      response,
      'intake/check',
      checkPage(visitFrame(response), { answers, files, formKey }),
      'public',
    );
  });

  /** A form that was received already leads to its confirmation, also from a browser that lost its cookies. */
  const wasReceived = async (request: Request, response: Response): Promise<boolean> =>
    Boolean(await sentBefore(desk, visitOf(response).by, formKeyIn(request)));

  router.post(path, permitAnyone(wasReceived), limit(desk, 'form'), async (request, response) => {
    const { by } = visitOf(response);
    const { language } = visitFrame(response);
    const sent = await sendDraft(desk, by, draftToken(request), formKeyIn(request), language);
    if ('unanswered' in sent) return goOn(response, pathOf(sent.unanswered));
    forgetToken(desk, response);
    response.set('Clear-Site-Data', '"cache"'); // or Back would show the answers to whoever comes next to this computer
    goOn(response, `/ask/sent/${sent.received.statusToken}`);
  });

  return router;
}

const formKeyIn = (request: Request): string => text.parse(request.body.formKey).slice(0, 64);
