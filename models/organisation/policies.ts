import type { Sequelize } from 'sequelize';
import type { PolicyPack } from '../../domain/policies/policy.ts';
import { criteriaNamedIn, type PolicyRow, type Situation } from '../../domain/policies/situation.ts';
import { select } from '../database/select.ts';
import type { By, Desk } from '../desk.ts';
import { OrganisationPolicy } from '../organisationPolicy.ts';

/** A row of an organisation's list of policies. */
export type ListedPolicy = PolicyRow & { id: number };

/** The policies of an organisation in order. */
export async function policiesOf(
  { database }: { database: Sequelize },
  { organisationId }: Pick<By, 'organisationId'>,
): Promise<ListedPolicy[]> {
  const rows = await select<
    Omit<ListedPolicy, 'appliesTo' | 'calendar'> & { appliesTo: string; calendar: string | null }
  >(
    database,
    `SELECT id, policy, role, applies_to AS "appliesTo", calendar FROM organisation_policies
     WHERE organisation_id = :organisationId ORDER BY "order", id`,
    { organisationId },
  );
  return rows.map(({ calendar, ...row }) => ({
    ...row,
    appliesTo: JSON.parse(row.appliesTo) as Situation,
    ...(calendar && { calendar }),
  }));
}

/** The policy for every request that no other row applies to. */
export const policyForAll = (rows: readonly PolicyRow[]): string =>
  rows.find(({ appliesTo }) => criteriaNamedIn(appliesTo).length === 0)?.policy ?? '';

/** Creates the first policy of a new organisation, which applies to all requests. */
export async function createPolicyForAll(desk: Desk, organisationId: number, policy: string): Promise<void> {
  const role = roleOfPolicy(desk.packs, policy);
  await OrganisationPolicy.create({ organisationId, policy, role, appliesTo: '{}', order: 1 });
}

/** Replaces the policy that applies to all requests. */
export async function changePolicyForAll(desk: Desk, organisationId: number, policy: string): Promise<void> {
  const role = roleOfPolicy(desk.packs, policy);
  await OrganisationPolicy.update({ policy, role }, { where: { organisationId, appliesTo: '{}' } });
}

/** The role (controller or processor) that a policy's pack is written for. */
export function roleOfPolicy(packs: readonly PolicyPack[], policy: string): PolicyRow['role'] {
  const [id, version] = policy.split('@', 2);
  const pack = packs.find((each) => each.id === id && (version === undefined || each.version === version));
  return pack?.role ?? 'controller';
}
