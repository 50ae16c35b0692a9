import { type Response, Router } from 'express';
import { z } from 'zod';
import { playedTo } from '../../domain/rehearsal.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { findUser } from '../../models/user/find.ts';
import { rehearsalInsidePage } from '../../views/rehearsal/show.ts';
import type { AppDesk } from '../appDesk.ts';
import { isShownAgain } from '../middleware/language.ts';
import { deskFrame, sendPage } from '../middleware/page.ts';
import { permit, permitBearer } from '../middleware/permit.ts';
import { notFound } from '../middleware/refusal.ts';
import { staffOf } from '../middleware/staff.ts';
import { text, wholeNumber } from '../middleware/text.ts';
import { startSession } from '../sessions/start.ts';

const Form = z.object({ days: text });
/** So many mails on a page. */
const PAGE = 50;

/** What a rehearsal has beside the pages of any desk: its clock and its mails. On the real desk it leads to the page about it. */
export function rehearsalRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/', permit('rehearse'), (request, response) => {
    if (!desk.rehearsal) return response.redirect(303, '/settings/rehearsal');
    show(desk, response, { after: wholeNumber.catch(0).parse(request.query.after) });
  });

  router.get('/entry', permitBearer(desk.rehearsal?.token), async (request, response) => {
    const user = desk.rehearsal && (await findUser(desk.rehearsal.userId));
    if (!user) throw notFound();
    await startSession(request, response, desk, user, { path: text.parse(request.query.to) });
  });

  router.post('/play', permit('rehearse'), (request, response) => {
    if (!desk.rehearsal) throw notFound();
    const { days } = Form.parse(request.body ?? {});
    if (isShownAgain(request, response)) return show(desk, response, { days });
    try {
      desk.rehearsal.play(playedTo(desk.clock(), days));
    } catch (error) {
      if (!(error instanceof RuleViolation)) throw error;
      return show(desk, response, { days, faults: [error] });
    }
    response.redirect(303, '/rehearsal');
  });

  return router;
}

type InsideShown = { days?: string; faults?: RuleViolation[]; after?: number };

function show(desk: AppDesk, response: Response, { days = '', faults = [], after = 0 }: InsideShown): void {
  const { rehearsal } = desk;
  if (!rehearsal) throw notFound();
  const { zone } = staffOf(response).organisation;
  const playingTo = rehearsal.playingTo();
  if (playingTo) response.set('Refresh', '2');
  const mails = rehearsal.mails();
  const page = rehearsalInsidePage(deskFrame(response), {
    now: desk.clock(),
    playingTo,
    days,
    faults,
    mails: mails.slice(after, after + PAGE),
    next: after + PAGE < mails.length ? after + PAGE : undefined,
    isFirst: after === 0,
    total: mails.length,
    baseUrl: desk.baseUrl,
    zone,
  });
  sendPage(response, 'rehearsal/show', page, 'desk', faults.length > 0 ? 422 : 200);
}
