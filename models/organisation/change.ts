import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { By, Desk } from '../desk.ts';
import { Organisation } from '../organisation.ts';
import { writingSlug } from './create.ts';
import { type OrganisationFields, organisationFaults } from './faults.ts';

/**
 * Saves what an organisation is, if nobody has since `version` was read. Requests keep the policy, calendar and zone
 * that they were received under.
 */
export async function changeOrganisation(
  desk: Desk,
  by: By,
  version: number,
  fields: OrganisationFields,
): Promise<void> {
  const [fault] = organisationFaults(desk.packs, fields);
  if (fault) throw fault;
  await writingSlug(desk, fields.slug, async () => {
    const [saved] = await Organisation.update(
      { ...fields, languages: fields.languages.join(','), version: version + 1 },
      { where: { id: by.organisationId, version } },
    );
    if (saved === 0) throw new RuleViolation('stale');
  });
}
