import { Router } from 'express';
import { localDate } from '../../domain/calendar/zone.ts';
import { may } from '../../domain/permissions.ts';
import { policiesPage } from '../../views/settings/policies.ts';
import type { AppDesk } from '../appDesk.ts';
import { deskFrame, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { notFound } from '../middleware/refusal.ts';
import { staffOf } from '../middleware/staff.ts';

/** What the organisation promises by. The packs themselves are read at /policies. */
export function policiesRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/', permit('read-policies'), (_request, response) => {
    const { organisation, role } = staffOf(response);
    const today = localDate(desk.clock(), organisation.zone);
    const mayRead = may(role, 'read-settings');
    const given = { packs: desk.packs, chosen: organisation.policy, today, mayRead };
    sendPage(response, 'settings/policies', policiesPage(deskFrame(response, 'policies'), given), 'desk');
  });

  router.get('/:pack', permit('read-policies'), (request, response) => {
    const [id, version] = String(request.params.pack).split('@', 2);
    const pack = desk.packs.find((one) => one.id === id && one.version === version);
    if (!pack) throw notFound();
    response.redirect(303, `/policies/${pack.id}?version=${encodeURIComponent(pack.version)}`);
  });

  return router;
}
