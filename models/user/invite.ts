import type { Language } from '../../domain/lifecycle/vocabulary.ts';
import type { Role } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { By, Desk } from '../desk.ts';
import { Membership } from '../membership.ts';
import { inTransaction } from '../transaction.ts';
import { User } from '../user.ts';
import { newOneTimeLink } from './oneTimeLink.ts';
import { checkedPerson } from './person.ts';

/**
 * Gives a person a role in the organisation, making the account if there is none. The link sets the password; there
 * is none for somebody who has one already. Asked again for somebody without a password, it gives a fresh link.
 */
export async function inviteUser(
  desk: Desk,
  by: By,
  given: { email: string; name?: string; role: Role; language?: Language },
): Promise<{ user: User; link?: string }> {
  const person = checkedPerson({ email: given.email, name: given.name ?? '' });
  return inTransaction(desk.database, async () => {
    const user = await findOrMake(desk, person, given.language ?? 'en');
    await join(by, user, given.role);
    if (user.disabledAt) await user.update({ disabledAt: null, passwordHash: null });
    return { user, link: user.passwordHash ? undefined : await newOneTimeLink(desk, 'password', user.id) };
  });
}

async function findOrMake(
  desk: Desk,
  person: { email: string; name: string },
  language: Language,
): Promise<User> {
  const known = await User.findOne({ where: { email: person.email } });
  return known ?? User.create({ ...person, language, createdAt: desk.clock() });
}

async function join(by: By, user: User, role: Role): Promise<void> {
  const place = { userId: user.id, organisationId: by.organisationId };
  const there = await Membership.findOne({ where: place });
  if (!there) await Membership.create({ ...place, role });
  else if (user.passwordHash) throw new RuleViolation('already-member', { email: user.email }, 'email');
  else await there.update({ role });
}
