import { assertMay } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import type { Organisation } from '../organisation.ts';
import { heldOrganisation } from './find.ts';

/**
 * Changes what belongs to an organisation's settings, held, for whoever may, if nobody has since `version` was read. `prepare`
 * finds what is to be changed, which may not be there; what it gives writes,
 * and gives the columns of the organisation that change.
 */
export async function editSettings(
  desk: Desk,
  by: By,
  version: number,
  prepare: (
    organisation: Organisation,
  ) => Promise<() => Promise<{ categories?: string; formerPolicy?: string }>>,
): Promise<void> {
  assertMay(by, 'change-settings');
  await inTransaction(desk.database, async () => {
    const organisation = await heldOrganisation(by.organisationId);
    const write = await prepare(organisation);
    if (organisation.version !== version) throw new RuleViolation('settings-changed');
    await organisation.update({ ...(await write()), version: version + 1 });
  });
}
