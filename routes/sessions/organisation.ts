import { Router } from 'express';
import { staffMember } from '../../models/user/staff.ts';
import type { AppDesk } from '../appDesk.ts';
import { firstPageOf } from '../middleware/page.ts';
import { permitSignedIn } from '../middleware/permit.ts';
import { notFound } from '../middleware/refusal.ts';
import { staffOf } from '../middleware/staff.ts';
import { text } from '../middleware/text.ts';

/** The switcher of somebody who works for several organisations. */
export function organisationRouter(desk: AppDesk): Router {
  const router = Router();
  router.post('/organisation', permitSignedIn(), async (request, response) => {
    const { user, organisations } = staffOf(response);
    const wanted = organisations.find(({ slug }) => slug === text.parse(request.body.organisation));
    const there = wanted && (await staffMember(desk, user.id, wanted.id));
    if (!there) throw notFound();
    request.session.organisationId = there.organisation.id;
    response.redirect(303, firstPageOf(there));
  });
  return router;
}
