import { localDate } from '../../domain/calendar/zone.ts';
import { packNamed } from '../../domain/policies/inEffect.ts';
import type { PolicyPack } from '../../domain/policies/policy.ts';
import type { By, Desk } from '../desk.ts';
import { organisationById } from './find.ts';
import { policiesOf } from './policies.ts';

/** The packs that an organisation's list names today, each once, in the order of the list. */
export async function packsOfOrganisation(desk: Desk, by: Pick<By, 'organisationId'>): Promise<PolicyPack[]> {
  const { zone } = await organisationById(by.organisationId);
  const today = localDate(desk.clock(), zone);
  const rows = await policiesOf(desk, by);
  const named = rows.flatMap(({ policy }) => packNamed(desk.packs, policy, today) ?? []);
  return [...new Set(named)];
}
