import { localDate } from '../../domain/calendar/zone.ts';
import { packInEffect } from '../../domain/policies/inEffect.ts';
import type { PolicyPack } from '../../domain/policies/policy.ts';
import type { By, Desk } from '../desk.ts';
import { organisationById } from './find.ts';
import { policiesOf } from './policies.ts';

/** The packs that an organisation's list names today, each once, in the order of the list. */
export async function packsOfOrganisation(desk: Desk, by: Pick<By, 'organisationId'>): Promise<PolicyPack[]> {
  const { zone } = await organisationById(by.organisationId);
  const today = localDate(desk.clock(), zone);
  const named = (await policiesOf(desk, by)).flatMap(({ policy }) => {
    const [id = '', version] = policy.split('@', 2);
    const pack = version
      ? desk.packs.find((one) => one.id === id && one.version === version)
      : packInEffect(desk.packs, id, today);
    return pack ?? [];
  });
  return [...new Set(named)];
}
