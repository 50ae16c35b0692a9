import { Op } from 'sequelize';
import type { Language } from '../../domain/lifecycle/vocabulary.ts';
import { Membership } from '../membership.ts';
import { Organisation } from '../organisation.ts';
import { User } from '../user.ts';

/** Whom a letter about a request goes to, as letters name them: `user:5`. */
export type RecipientsOf = (organisationId: number, assigneeId: number | null) => Promise<string[]>;

/** The assignee, else every DPO of the organisation; nobody whose account is disabled, or who has left it. */
export async function recipientsOf(organisationId: number, assigneeId: number | null): Promise<string[]> {
  if (assigneeId !== null) {
    const assigned = await activeMembers({ organisationId, userId: assigneeId });
    if (assigned.length > 0) return assigned;
  }
  return activeMembers({ organisationId, role: 'dpo' });
}

/** `recipientsOf` for one run of a job: each organisation and assignee is asked for once. */
export function recipientsOnce(): RecipientsOf {
  const known = new Map<string, Promise<string[]>>();
  return (organisationId, assigneeId) => {
    const key = `${organisationId}:${assigneeId}`;
    const found = known.get(key) ?? recipientsOf(organisationId, assigneeId);
    known.set(key, found);
    return found;
  };
}

/** The language of a letter to staff: the user's own, else the organisation's first. */
export async function languageOf(recipient: string, organisationId: number): Promise<Language> {
  if (recipient.startsWith('user:')) {
    const user = await User.findByPk(Number(recipient.slice('user:'.length)));
    if (user?.language === 'fr' || user?.language === 'en') return user.language;
  }
  const organisation = await Organisation.findByPk(organisationId, { rejectOnEmpty: true });
  return organisation.languages.split(',')[0] === 'fr' ? 'fr' : 'en';
}

async function activeMembers(where: {
  organisationId: number;
  userId?: number;
  role?: 'dpo';
}): Promise<string[]> {
  const members = await Membership.findAll({
    where: { role: { [Op.ne]: 'administrator' }, ...where },
    raw: true,
  });
  const active = await User.findAll({
    where: { id: members.map(({ userId }) => userId), disabledAt: null },
    attributes: ['id'],
    order: ['id'],
    raw: true,
  });
  return active.map(({ id }) => `user:${id}`);
}

/** The address of a user as letters name them; nothing for the person and the escalation address, which depend on the letter. */
export async function addressOf(recipient: string): Promise<string | null> {
  if (!recipient.startsWith('user:')) return null;
  return (await User.findByPk(Number(recipient.slice('user:'.length))))?.email ?? null;
}
