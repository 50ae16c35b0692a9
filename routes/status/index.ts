import { Router } from 'express';
import { categoriesOf } from '../../models/organisation/categories.ts';
import { standingOf } from '../../models/submission/page.ts';
import { statusPage } from '../../views/status/show.ts';
import type { AppDesk } from '../appDesk.ts';
import { sendPage } from '../middleware/page.ts';
import { permitAnyone } from '../middleware/permit.ts';
import { secretPage } from '../middleware/secretPage.ts';
import { text } from '../middleware/text.ts';
import { visitFrame, visitOf } from '../middleware/visit.ts';
import { codeRouter } from './code.ts';
import { documentsOf, submissionFound } from './find.ts';
import { statusLettersRouter } from './letters.ts';
import { messageRouter } from './message.ts';
import { withdrawalRouter } from './withdrawal.ts';

/** The status of a request: by its secret link, or by its reference and a code sent to the mailbox. */
export function statusRouter(desk: AppDesk): Router {
  const router = Router();
  router.use(codeRouter(desk));

  router.get('/:token', permitAnyone(), secretPage(), async (request, response) => {
    const { requests, token } = await submissionFound(request, response);
    const standings = await Promise.all(requests.map((each) => standingOf(desk, each)));
    const said = text.parse(request.query.said);
    const { organisation } = visitOf(response);
    const names = { own: categoriesOf(organisation), packs: desk.packs };
    const documents = documentsOf(desk);
    const { authority } = organisation;
    const given = { standings, token, said, now: desk.clock(), documents, names, authority };
    sendPage(response, 'status/show', statusPage(visitFrame(response), given), 'public');
  });

  router.use(messageRouter(desk));
  router.use(withdrawalRouter(desk));
  router.use(statusLettersRouter(desk));
  return router;
}
