import { assertMay } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import type { Organisation } from '../organisation.ts';
import { lockedOrganisation } from './find.ts';

/**
 * Changes settings of an organisation under a row lock, for a user who may, unless they changed since `version`. `prepare`
 * looks up what is to change, and throws if it does not exist; the function it returns writes the change and returns the
 * changed columns of the organisation.
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
    const organisation = await lockedOrganisation(by.organisationId);
    const write = await prepare(organisation);
    if (organisation.version !== version) throw new RuleViolation('settings-changed');
    await organisation.update({ ...(await write()), version: version + 1 });
  });
}
