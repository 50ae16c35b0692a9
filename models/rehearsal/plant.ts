import type { Role } from '../../domain/permissions.ts';
import { Absence } from '../absence.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Desk } from '../desk.ts';
import { Letterhead } from '../letterhead.ts';
import { LetterTemplate } from '../letterTemplate.ts';
import { Membership } from '../membership.ts';
import { changePolicyForAll } from '../organisation/policies.ts';
import { Organisation } from '../organisation.ts';
import { OrganisationPolicy } from '../organisationPolicy.ts';
import { Phrase } from '../phrase.ts';
import { PolicyRecord } from '../policyRecord.ts';
import { System } from '../system.ts';
import { User } from '../user.ts';
import type { RehearsalSeed } from './seed.ts';

/** Somebody invented who works in a rehearsal beside the user. */
export type InventedColleague = Pick<User, 'email' | 'name' | 'language'> & { role: Role };

/**
 * Writes what a rehearsal begins with into its empty database: the organisation by its given name and with a key of its own, the user who
 * rehearses, and invented colleagues. Nobody has a password. Returns the ids of the colleagues.
 */
export async function plantRehearsal(
  desk: Desk,
  seed: RehearsalSeed,
  { name, colleagues }: { name: string; colleagues: readonly InventedColleague[] },
): Promise<number[]> {
  const { organisation, user, policy } = seed;
  const [organisationId, createdAt] = [organisation.id, desk.clock()];
  const ids = colleagues.map((_, nth) => user.id + nth + 1);
  const members = [
    { ...user, role: seed.role as Role },
    ...colleagues.map((one, nth) => ({ ...one, id: ids[nth] })),
  ];
  await inTransaction(desk.database, async () => {
    const wrappedKey = desk.keyring.newWrappedKey();
    await Organisation.create({ ...organisation, name, wrappedKey } as never);
    for (const { role, ...person } of members) {
      await User.create({ ...person, passwordHash: null, createdAt });
      await Membership.create({ userId: person.id as number, organisationId, role, acceptedAt: createdAt });
    }
    await PolicyRecord.bulkCreate(seed.packs as never[]);
    await OrganisationPolicy.bulkCreate(seed.policies as never[]);
    await Absence.bulkCreate(seed.closures as never[]);
    await Letterhead.bulkCreate(seed.letterheads as never[]);
    await Phrase.bulkCreate(seed.phrases as never[]);
    await System.bulkCreate(seed.systems as never[]);
    await LetterTemplate.bulkCreate(seed.templates as never[]);
    if (policy) {
      await changePolicyForAll(desk, organisationId, policy);
      await Organisation.update({ formerPolicy: policy }, { where: { id: organisationId } });
    }
  });
  return ids;
}
