import { Router } from 'express';
import { staffMember } from '../../models/user/staff.ts';
import type { AppDesk } from '../appDesk.ts';
import { firstPageOf } from '../middleware/page.ts';
import { permitSignedIn } from '../middleware/permit.ts';
import { notFound } from '../middleware/refusal.ts';
import { staffOf } from '../middleware/staff.ts';
import { text } from '../middleware/text.ts';
import { localPath } from './start.ts';

/**
 * Switches to another of the user's organisations. With `again`, a form that was sent in the wrong organisation is sent once
 * more in its own: the browser posts the same fields to its address (307).
 */
export function organisationSwitchRouter(desk: AppDesk): Router {
  const router = Router();
  router.post('/organisation', permitSignedIn(), async (request, response) => {
    const { user, organisations } = staffOf(response);
    const asked = text.parse(request.query.organisation ?? request.body.organisation);
    const wanted = organisations.find(({ slug }) => slug === asked);
    const there = wanted && (await staffMember(desk, user.id, wanted.id));
    if (!there) throw notFound();
    request.session.organisationId = there.organisation.id;
    const again = localPath(text.parse(request.query.again));
    if (again) response.redirect(307, again);
    else response.redirect(303, firstPageOf(there));
  });
  return router;
}
