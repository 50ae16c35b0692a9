import { Router } from 'express';
import { localDate } from '../../domain/calendar/zone.ts';
import { policiesPage } from '../../views/settings/policies.ts';
import { policyPage } from '../../views/settings/policy.ts';
import type { AppDesk } from '../appDesk.ts';
import { deskFrame, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { notFound } from '../middleware/refusal.ts';
import { staffOf } from '../middleware/staff.ts';

/** The packs of the desk, to read. */
export function policiesRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/', permit('read-policies'), (_request, response) => {
    const { organisation } = staffOf(response);
    const today = localDate(desk.clock(), organisation.zone);
    const given = { packs: desk.packs, chosen: organisation.policy, today };
    sendPage(response, 'settings/policies', policiesPage(deskFrame(response, 'policies'), given), 'desk');
  });

  router.get('/:pack', permit('read-policies'), (request, response) => {
    const [id, version] = String(request.params.pack).split('@', 2);
    const pack = desk.packs.find((one) => one.id === id && one.version === version);
    if (!pack) throw notFound();
    sendPage(response, 'settings/policy', policyPage(deskFrame(response, 'policies'), pack), 'desk');
  });

  return router;
}
