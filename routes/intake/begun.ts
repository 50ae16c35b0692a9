import { type Response, Router } from 'express';
import { type BegunForm, destroyForm, destroyFormsOf } from '../../models/draft/begun.ts';
import { newForm, tokenOf } from '../../models/draft/token.ts';
import { begunPage } from '../../views/intake/begun.ts';
import { deletedPage } from '../../views/intake/deleted.ts';
import type { AppDesk } from '../appDesk.ts';
import { sendPage } from '../middleware/page.ts';
import { permitAnyone } from '../middleware/permit.ts';
import { goOn, visitFrame, visitOf } from '../middleware/visit.ts';
import { begunHere, browserIn, forgetBrowser, formNamed } from './form.ts';

/** What was written so far is deleted: in the form that is named, or in each that this browser has begun. */
export function begunRouter(desk: AppDesk): Router {
  const router = Router();

  router.post('/ask/deletion', permitAnyone(), async (request, response) => {
    const { by } = visitOf(response);
    const form = formNamed(request);
    if (form) await destroyForm(desk, by, tokenOf(browserIn(request), form));
    else await destroyFormsOf(desk, by, browserIn(request));
    if ((await begunHere(desk, request, response)).length === 0) forgetBrowser(desk, response);
    response.set('Clear-Site-Data', '"cache"'); // or Back would show what was deleted
    goOn(response, '/ask/deleted');
  });

  router.get('/ask/deleted', permitAnyone(), (_request, response) => {
    sendPage(response, 'intake/deleted', deletedPage(visitFrame(response)), 'public');
  });

  return router;
}

/** A form was begun here: by this person or by another. It says when, and shows nothing of what was written. */
export function showBegun(response: Response, begun: BegunForm[]): void {
  const { organisation } = visitOf(response);
  const page = begunPage(visitFrame(response), { begun, fresh: newForm(), zone: organisation.zone });
  sendPage(response, 'intake/begun', page, 'public');
}
