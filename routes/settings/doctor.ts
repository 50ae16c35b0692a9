import { Router } from 'express';
import { doctorPage } from '../../views/settings/doctor.ts';
import type { AppDesk } from '../appDesk.ts';
import { deskFrame, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { staffOf } from '../middleware/staff.ts';

/** The examination of the desk, for administrators. */
export function doctorRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/', permit('examine-desk'), async (_request, response) => {
    const { id, zone } = staffOf(response).organisation;
    const found = (await desk.examine?.(id)) ?? [];
    const page = doctorPage(deskFrame(response, 'organisation'), { found, zone });
    sendPage(response, 'settings/doctor', page, 'desk');
  });
  return router;
}
