import { assertMay } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { By, Desk } from '../desk.ts';
import { Organisation } from '../organisation.ts';
import { writingSlug } from './create.ts';
import { fieldsAsKept, type OrganisationFields, organisationFaults } from './faults.ts';
import { changePolicyForAll, policiesOf } from './policies.ts';
import { notePolicyChange } from './policyChanges.ts';

/**
 * Saves the organisation's settings unless they changed since `version`. Existing requests keep their policy, calendar
 * and zone.
 */
export async function changeOrganisation(
  desk: Desk,
  by: By,
  version: number,
  given: OrganisationFields,
): Promise<void> {
  assertMay(by, 'change-settings');
  const fields = fieldsAsKept(given);
  const [fault] = organisationFaults(desk, fields);
  if (fault) throw fault;
  const { policy, languages, ...columns } = fields;
  await writingSlug(desk, fields.slug, async () => {
    const [saved] = await Organisation.update(
      { ...columns, formerPolicy: policy, languages: languages.join(','), version: version + 1 },
      { where: { id: by.organisationId, version } },
    );
    if (saved === 0) throw new RuleViolation('stale');
    const before = await policiesOf(desk, by);
    await changePolicyForAll(desk, by.organisationId, policy);
    await notePolicyChange(desk, by, before, await policiesOf(desk, by));
  });
}
