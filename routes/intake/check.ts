import { type Request, type Response, Router } from 'express';
import type { FormStep } from '../../models/draft/answers.ts';
import { draftFiles } from '../../models/draft/drafts.ts';
import { sendDraft, sentBefore } from '../../models/draft/send.ts';
import { digestOfShown } from '../../models/draft/shown.ts';
import { categoriesOf } from '../../models/organisation/categories.ts';
import { checkPage } from '../../views/intake/check.ts';
import type { AppDesk } from '../appDesk.ts';
import { limit } from '../middleware/limits.ts';
import { sendPage } from '../middleware/page.ts';
import { permitAnyone } from '../middleware/permit.ts';
import { text } from '../middleware/text.ts';
import { goOn, visitFrame, visitOf } from '../middleware/visit.ts';
import { formFrame, goOnInForm, openForm, pathOf, tokenHere } from './form.ts';
import { isElsewhere } from './questions.ts';

/** Shows all answers, and the button that sends them. */
export function checkRouter(desk: AppDesk): Router {
  const router = Router();
  const path = pathOf('check');

  router.get(path, permitAnyone(), async (request, response) => show(desk, request, response));

  /** Leads a form that was already received to its confirmation, even in a browser that lost its cookies. */
  const wasReceived = async (request: Request, response: Response): Promise<boolean> =>
    Boolean(await sentBefore(desk, visitOf(response).by, formKeyIn(request)));

  router.post(path, permitAnyone(wasReceived), limit(desk, 'form'), async (request, response) => {
    const { language } = visitFrame(response);
    const token = await tokenHere(desk, request, response);
    const sending = { formKey: formKeyIn(request), shown: text.parse(request.body.shown), language };
    const sent = await sendDraft(desk, visitOf(response).by, token, sending);
    if ('changed' in sent) return show(desk, request, response, 409);
    if ('unanswered' in sent)
      return goOnInForm(response, pathOf(sent.unanswered), token, goneAt(sent.unanswered));
    response.set('Clear-Site-Data', '"cache"'); // or Back would show the answers to whoever comes next to this computer
    goOn(response, `/ask/sent/${sent.received.statusToken}`);
  });

  return router;
}

/** Shows what will be sent. With 409: the form changed since its page was shown, and was not sent. */
async function show(desk: AppDesk, request: Request, response: Response, status: 200 | 409 = 200) {
  const open = await openForm(desk, request, response);
  if (isElsewhere(open, 'check', request, response) || !open.draft) return;
  const { answers, formKey } = open.draft;
  const files = await draftFiles(desk, open.token);
  const base = formFrame(response, open);
  const shown = digestOfShown(visitOf(response).by, { draft: open.draft, files, language: base.language });
  const names = { own: categoriesOf(visitOf(response).organisation), packs: desk.packs };
  const page = checkPage(base, { answers, names, files, formKey, shown, changed: status === 409 });
  sendPage(response, 'intake/check', page, 'public', status);
}

/** The first question is unanswered only if the form is gone and was not sent. */
const goneAt = (unanswered: FormStep) => (unanswered === 'rights' ? { gone: 'unsent' } : undefined);

const formKeyIn = (request: Request): string => text.parse(request.body.formKey).slice(0, 64);
