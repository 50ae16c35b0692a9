import { Router } from 'express';
import { typedOf } from '../../models/draft/typed.ts';
import { typedPage } from '../../views/sessions/typed.ts';
import type { AppDesk } from '../appDesk.ts';
import { deskFrame, firstPageOf, say, sendPage } from '../middleware/page.ts';
import { permitSignedIn } from '../middleware/permit.ts';
import { secretPage } from '../middleware/secretPage.ts';
import { staffOf } from '../middleware/staff.ts';
import { localPath } from './start.ts';

/** What was typed when a session expired, for the user who has logged in again to continue with. */
export function typedRouter(desk: AppDesk): Router {
  const router = Router();
  router.get('/typed/:token', permitSignedIn(), secretPage(), async (request, response) => {
    const staff = staffOf(response);
    const token = String(request.params.token);
    const typed = await typedOf(desk, staff.by, token);
    const frame = deskFrame(response);
    if (!typed || !localPath(typed.address)) {
      say(response, frame.t('sessions:typed.over'));
      return response.redirect(303, firstPageOf(staff));
    }
    sendPage(response, 'sessions/typed', typedPage(frame, { ...typed, token }), 'desk');
  });
  return router;
}
