import type { Response } from 'express';
import { localDate } from '../../domain/calendar/zone.ts';
import { may } from '../../domain/permissions.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import { categoriesOf } from '../../models/organisation/categories.ts';
import { openClocks, overridesOf } from '../../models/organisation/overrides.ts';
import { policiesOf } from '../../models/organisation/policies.ts';
import { policyChangesOf } from '../../models/organisation/policyChanges.ts';
import { membersOf } from '../../models/user/members.ts';
import type { NumberForm } from '../../views/settings/numbers.ts';
import { policySettingsPage } from '../../views/settings/policies.ts';
import type { AppDesk } from '../appDesk.ts';
import { deskFrame, sendPage } from '../middleware/page.ts';
import { staffOf } from '../middleware/staff.ts';
import { wholeNumber } from '../middleware/text.ts';

const NO_NUMBER: NumberForm = { clock: '', period: '', from: '', reason: '' };

/** The content of the page's form, and its faults. */
type RejectedNumberForm = { form?: NumberForm; faults?: RuleViolation[] };

/** Shows the organisation's policies, with a form that was refused if there is one. */
export async function showPolicies(
  desk: AppDesk,
  response: Response,
  again: RejectedNumberForm = {},
): Promise<void> {
  const { organisation, role, by } = staffOf(response);
  const { form = NO_NUMBER, faults = [] } = again;
  const policies = await policiesOf(desk, by);
  const before = wholeNumber.catch(0).parse(response.req.query.before) || undefined;
  const given = {
    packs: desk.packs,
    policies,
    own: categoriesOf(organisation),
    version: organisation.version,
    today: localDate(desk.clock(), organisation.zone),
    mayRead: may(role, 'read-settings'),
    mayChange: may(role, 'change-settings'),
    mayMoveDates: may(role, 'change-basis'),
    clocks: openClocks(desk, organisation, policies),
    overrides: overridesOf(organisation),
    changes: await policyChangesOf(by, before),
    before,
    members: await membersOf(desk, by),
    zone: organisation.zone,
    form,
    faults,
  };
  const stale = faults.some(({ code }) => code === 'preview-outdated' || code === 'settings-changed');
  const page = policySettingsPage(deskFrame(response, 'policies'), given);
  sendPage(response, 'settings/policies', page, 'desk', stale ? 409 : faults.length > 0 ? 422 : 200);
}
