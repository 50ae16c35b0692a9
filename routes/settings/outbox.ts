import { Router } from 'express';
import { LETTER_STATES } from '../../domain/lifecycle/vocabulary.ts';
import { listLetters } from '../../models/letter/listing.ts';
import { outboxPage } from '../../views/settings/outbox.ts';
import type { AppDesk } from '../appDesk.ts';
import { letterRoutes } from '../letters.ts';
import { deskFrame, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { secretPage } from '../middleware/secretPage.ts';
import { staffOf } from '../middleware/staff.ts';
import { text, wholeNumber } from '../middleware/text.ts';

/** The organisation's letters: read, print, send again, or record as posted. */
export function outboxRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/', permit('read-outbox'), secretPage(), async (request, response) => {
    const { by, organisation } = staffOf(response);
    const state = LETTER_STATES.find((one) => one === text.parse(request.query.state));
    const after = wholeNumber.parse(request.query.after) || undefined;
    const found = await listLetters(desk, by, { state, after });
    const given = { ...found, state, after, zone: organisation.zone, mailConfigured: desk.mailConfigured };
    sendPage(response, 'settings/outbox', outboxPage(deskFrame(response, 'outbox'), given), 'desk');
  });

  letterRoutes(router, desk, {
    read: 'read-outbox',
    section: 'outbox',
    address: '/:letter',
    placeOf: () => '/settings/outbox',
  });
  return router;
}
