import type { Language } from '../../domain/languages.ts';
import { assertMay, type Role } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { insertOnce } from '../database/insert.ts';
import { ROW_LOCK } from '../database/locks.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import { Membership } from '../membership.ts';
import { lockedOrganisation } from '../organisation/find.ts';
import { User } from '../user.ts';
import { queueInvitation } from './invitationLetter.ts';
import { changeRole } from './members.ts';
import { newOneTimeLink } from './oneTimeLink.ts';
import { checkedPerson } from './person.ts';

type Invitee = { email: string; name?: string; role: Role; language?: Language };

/**
 * Invites an address to a role in the organisation. The link goes to the mailbox and is shown to nobody here, since its
 * holder could work as the invited person. The membership takes effect only when the mailbox's owner accepts it, whether or
 * not an account exists. Inviting again sends a new letter.
 */
export async function inviteUser(
  desk: Desk,
  by: By,
  given: Invitee,
): Promise<{ user: User; letter: { id: number } }> {
  return inTransaction(desk.database, async () => {
    const organisation = await lockedOrganisation(by.organisationId); // before the user, as whoever takes a member out
    const user = await waitingMember(desk, by, given);
    return { user, letter: await queueInvitation(desk, by, organisation, user) };
  });
}

/** The same for the operator of the machine, who gets the link instead of the mailbox. */
export async function invitationLink(
  desk: Desk,
  by: By,
  given: Invitee,
): Promise<{ user: User; link: string }> {
  return inTransaction(desk.database, async () => {
    const { id: organisationId } = await lockedOrganisation(by.organisationId);
    const user = await waitingMember(desk, by, given);
    return {
      user,
      link: await newOneTimeLink(desk, { purpose: 'invitation', userId: user.id, organisationId }),
    };
  });
}

/** The account of the address, locked, with a membership that waits for acceptance. */
async function waitingMember(desk: Desk, by: By, given: Invitee): Promise<User> {
  assertMay(by, 'manage-users');
  const person = checkedPerson({ email: given.email, name: given.name ?? '' });
  await insertOnce(User, { ...person, language: given.language ?? 'en', createdAt: desk.clock() });
  const user = await User.findOne({ where: { email: person.email }, rejectOnEmpty: true, ...ROW_LOCK });
  await join(desk, by, user, given.role);
  if (user.disabledAt) await user.update({ disabledAt: null, passwordHash: null, passwordProof: null });
  return user;
}

async function join(desk: Desk, by: By, user: User, role: Role): Promise<void> {
  const place = { userId: user.id, organisationId: by.organisationId };
  const there = await Membership.findOne({ where: place });
  if (!there) await Membership.create({ ...place, role, acceptedAt: null });
  else if (there.acceptedAt) throw new RuleViolation('already-member', { email: user.email }, 'email');
  else if (there.role !== role) await changeRole(desk, by, user.id, role);
}
