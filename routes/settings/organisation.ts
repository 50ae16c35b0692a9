import { type Response, Router } from 'express';
import { z } from 'zod';
import { may } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { PLAN_MOMENTS } from '../../domain/tasks/plan.ts';
import { changeOrganisation } from '../../models/organisation/change.ts';
import { type OrganisationFields, organisationFaults } from '../../models/organisation/faults.ts';
import { policiesOf, policyForAll } from '../../models/organisation/policies.ts';
import { organisationPage } from '../../views/settings/organisation.ts';
import type { AppDesk } from '../appDesk.ts';
import { isShownAgain } from '../middleware/language.ts';
import { deskFrame, say, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { staffOf } from '../middleware/staff.ts';
import { oneLine, text, texts, unreadableIn, wholeNumber } from '../middleware/text.ts';

const Form = z.object({
  version: wholeNumber,
  name: oneLine,
  slug: oneLine,
  zone: text,
  calendar: text,
  policy: text,
  languages: texts,
  replyAddress: oneLine,
  escalationAddress: oneLine,
  postalAddress: text,
  authority: oneLine,
  plansOn: z.enum(PLAN_MOMENTS).optional().catch(undefined),
});

export function organisationSettingsRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/', permit('read-settings'), async (_request, response) => {
    const { organisation, by } = staffOf(response);
    const policy = policyForAll(await policiesOf(desk, by));
    const fields = { ...organisation, policy, languages: organisation.languages.split(',') };
    show(desk, response, fields, organisation.version);
  });

  router.post('/', permit('change-settings'), async (request, response) => {
    const { version, ...fields } = Form.parse(request.body);
    if (isShownAgain(request, response)) return show(desk, response, fields, version);
    const faults = [...organisationFaults(desk, fields), ...unreadableIn(request.body)];
    if (faults.length > 0) return show(desk, response, fields, version, faults);
    try {
      await changeOrganisation(desk, staffOf(response).by, version, fields);
    } catch (error) {
      if (!(error instanceof RuleViolation)) throw error;
      const stale = error.code === 'stale';
      // Shown again with its content: sending it once more is then a decision.
      const next = stale ? staffOf(response).organisation.version : version;
      return show(desk, response, fields, next, [stale ? new RuleViolation('settings-changed') : error]);
    }
    say(response, deskFrame(response).t('settings:saved'));
    response.redirect(303, '/settings/organisation');
  });

  return router;
}

function show(
  desk: AppDesk,
  response: Response,
  fields: OrganisationFields,
  version: number,
  faults: RuleViolation[] = [],
): void {
  const { role } = staffOf(response);
  const leave = {
    mayChange: may(role, 'change-settings'),
    mayManageUsers: may(role, 'manage-users'),
    mayMoveDates: may(role, 'change-basis'),
    mayImport: may(role, 'import-requests'),
    mayExamine: may(role, 'examine-desk'),
  };
  const given = { fields, version, packs: desk.packs, faults, ...leave };
  const status = faults.some(({ code }) => code === 'settings-changed') ? 409 : 422;
  const page = organisationPage(deskFrame(response, 'organisation'), given);
  sendPage(response, 'settings/organisation', page, 'desk', faults.length > 0 ? status : 200);
}
