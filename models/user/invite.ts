import { Op } from 'sequelize';
import type { Language } from '../../domain/lifecycle/vocabulary.ts';
import type { Role } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { By, Desk } from '../desk.ts';
import { HELD } from '../held.ts';
import { Membership } from '../membership.ts';
import { heldOrganisation } from '../organisation/find.ts';
import { inTransaction } from '../transaction.ts';
import { User } from '../user.ts';
import { insertOnce } from '../write.ts';
import { changeRole } from './members.ts';
import { endLinksOf, newOneTimeLink } from './oneTimeLink.ts';
import { checkedPerson } from './person.ts';

/**
 * Gives a person a role in the organisation, making the account if there is none. The link sets the password; there
 * is none for somebody who has one already. Asked again for somebody without a password, it gives a fresh link: not when
 * another organisation waits for them too, because whoever holds a link could then work there. The command line may.
 */
export async function inviteUser(
  desk: Desk,
  by: By,
  given: { email: string; name?: string; role: Role; language?: Language },
): Promise<{ user: User; link?: string }> {
  const person = checkedPerson({ email: given.email, name: given.name ?? '' });
  return inTransaction(desk.database, async () => {
    await heldOrganisation(by.organisationId); // before the user, as whoever takes a member out
    const user = await heldUser(desk, person, given.language ?? 'en');
    await join(desk, by, user, given.role);
    if (user.disabledAt) await user.update({ disabledAt: null, passwordHash: null });
    if (user.passwordHash) return { user };
    if (by.actor !== 'command-line' && (await isElsewhere(by, user))) {
      await endLinksOf(desk, user.id);
      return { user };
    }
    return { user, link: await newOneTimeLink(desk, 'password', user.id) };
  });
}

/** The account of an address, held; made if there is none, once, whoever else does so too. */
async function heldUser(
  desk: Desk,
  person: { email: string; name: string },
  language: Language,
): Promise<User> {
  await insertOnce(User, { ...person, language, createdAt: desk.clock() });
  return User.findOne({ where: { email: person.email }, rejectOnEmpty: true, ...HELD });
}

async function isElsewhere(by: By, { id: userId }: User): Promise<boolean> {
  return (await Membership.count({ where: { userId, organisationId: { [Op.ne]: by.organisationId } } })) > 0;
}

async function join(desk: Desk, by: By, user: User, role: Role): Promise<void> {
  const place = { userId: user.id, organisationId: by.organisationId };
  const there = await Membership.findOne({ where: place });
  if (!there) await Membership.create({ ...place, role });
  else if (user.passwordHash) throw new RuleViolation('already-member', { email: user.email }, 'email');
  else if (there.role !== role) await changeRole(desk, by, user.id, role);
}
