import { type Response, Router } from 'express';
import { z } from 'zod';
import { localDate } from '../../domain/calendar/zone.ts';
import { may } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { openClocks, overrideClock, overridesOf } from '../../models/organisation/overrides.ts';
import { membersOf } from '../../models/user/members.ts';
import { type NumberForm, policiesPage } from '../../views/settings/policies.ts';
import type { AppDesk } from '../appDesk.ts';
import { deskFrame, say, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { notFound } from '../middleware/refusal.ts';
import { staffOf } from '../middleware/staff.ts';
import { text } from '../middleware/text.ts';

/** What the organisation promises by. The packs themselves are read at /policies. */
const Form = z.object({ clock: text, period: text, from: text, reason: text });

export function policiesRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/', permit('read-policies'), (_request, response) => show(desk, response, Form.parse({})));

  router.post('/numbers', permit('change-settings'), async (request, response) => {
    const form = Form.parse(request.body);
    try {
      await overrideClock(desk, staffOf(response).by, form);
    } catch (error) {
      if (!(error instanceof RuleViolation)) throw error;
      return show(desk, response, form, [error]);
    }
    say(response, deskFrame(response).t('settings:numbers.saved'));
    response.redirect(303, '/settings/policies');
  });

  router.get('/:pack', permit('read-policies'), (request, response) => {
    const [id, version] = String(request.params.pack).split('@', 2);
    const pack = desk.packs.find((one) => one.id === id && one.version === version);
    if (!pack) throw notFound();
    response.redirect(303, `/policies/${pack.id}?version=${encodeURIComponent(pack.version)}`);
  });

  return router;
}

async function show(
  desk: AppDesk,
  response: Response,
  form: NumberForm,
  faults: RuleViolation[] = [],
): Promise<void> {
  const { organisation, role, by } = staffOf(response);
  const given = {
    packs: desk.packs,
    chosen: organisation.policy,
    today: localDate(desk.clock(), organisation.zone),
    mayRead: may(role, 'read-settings'),
    mayChange: may(role, 'change-settings'),
    clocks: openClocks(desk, organisation),
    overrides: overridesOf(organisation),
    members: await membersOf(desk, by),
    zone: organisation.zone,
    form,
    faults,
  };
  const page = policiesPage(deskFrame(response, 'policies'), given);
  sendPage(response, 'settings/policies', page, 'desk', faults.length > 0 ? 422 : 200);
}
