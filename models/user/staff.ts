import type { Role } from '../../domain/permissions.ts';
import type { By } from '../desk.ts';
import { Membership } from '../membership.ts';
import { Organisation } from '../organisation.ts';
import { User } from '../user.ts';

/** Somebody at work: who, for which organisation, with which role, and where else they could be. */
export type Staff = {
  user: User;
  organisation: Organisation;
  role: Role;
  by: By;
  organisations: Organisation[];
};

/** The user at work for an organisation of theirs: the wished one, else their first. Nothing when they may no longer. */
export async function staffMember(userId: number, wished: number | undefined): Promise<Staff | undefined> {
  const user = await User.findOne({ where: { id: userId, disabledAt: null } });
  if (!user) return undefined;
  const memberships = await Membership.findAll({
    where: { userId },
    order: [['organisationId', 'ASC']],
    raw: true,
  });
  const membership = memberships.find(({ organisationId }) => organisationId === wished) ?? memberships[0];
  const organisations = await Organisation.findAll({
    where: { id: memberships.map(({ organisationId }) => organisationId) },
    order: [['id', 'ASC']],
  });
  const organisation = organisations.find(({ id }) => id === membership?.organisationId);
  if (!membership || !organisation) return undefined;
  const { role } = membership;
  return {
    user,
    organisation,
    role,
    organisations,
    by: { organisationId: organisation.id, actor: `user:${user.id}`, role },
  };
}
