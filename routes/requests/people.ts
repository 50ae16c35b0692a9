import { Router } from 'express';
import { everythingOf } from '../../models/subjectRequest/ofPerson.ts';
import { personPage } from '../../views/requests/ofPerson.ts';
import type { AppDesk } from '../appDesk.ts';
import { deskFrame, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { staffOf } from '../middleware/staff.ts';
import { requestIn } from './reference.ts';

/** A person, by the reference of any of their requests: nobody is kept apart from what they asked. */
export function peopleRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/:reference', permit('read-requests'), async (request, response) => {
    const page = await requestIn(desk, request, response);
    const given = { page, found: await everythingOf(desk, page), role: staffOf(response).role };
    sendPage(response, 'requests/ofPerson', personPage(deskFrame(response, 'requests'), given), 'desk');
  });

  return router;
}
