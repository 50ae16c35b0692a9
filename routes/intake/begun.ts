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

/** Deletes what was written: in the named form, or in each form that this browser has begun. */
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

/** Shows that forms were begun in this browser, and when, but nothing of their content: it may be another person's. */
export function showBegun(response: Response, begun: BegunForm[]): void {
  const { organisation } = visitOf(response);
  const page = begunPage(visitFrame(response), { begun, fresh: newForm(), zone: organisation.zone });
  sendPage(response, 'intake/begun', page, 'public');
}
