import { randomBytes } from 'node:crypto';
import { Op } from 'sequelize';
import type { Desk } from '../desk.ts';
import { Invitation } from '../invitation.ts';
import { hashOfToken } from '../keyring.ts';

/** `first` makes the first account, `password` sets a password. */
export type LinkPurpose = 'first' | 'password';

const DAY = 86_400_000;
const DAYS: Record<LinkPurpose, number> = { first: 30, password: 7 };
const PATHS: Record<LinkPurpose, string> = { first: '/sessions/first', password: '/sessions/invitation' };

/**
 * Makes a link that works once, and ends the ones made before for the same thing. The token is shown now or never. Whoever
 * asks holds the user, or for the first account the organisation: else two made at once would both work.
 */
export async function newOneTimeLink(desk: Desk, purpose: LinkPurpose, userId?: number): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const now = desk.clock();
  await endLinks(desk, purpose, userId ?? null);
  await Invitation.create({
    tokenHash: hashOfToken(token),
    purpose,
    userId: userId ?? null,
    expiresAt: new Date(now.getTime() + DAYS[purpose] * DAY),
  });
  return `${desk.baseUrl}${PATHS[purpose]}/${token}`;
}

/** Ends every link that would set a user's password. */
export const endLinksOf = (desk: Desk, userId: number): Promise<unknown> =>
  endLinks(desk, 'password', userId);

const endLinks = (desk: Desk, purpose: LinkPurpose, userId: number | null): Promise<unknown> =>
  Invitation.update({ usedAt: desk.clock() }, { where: { purpose, userId, usedAt: null } });

/** The link that a token opens, while it is neither used nor too old. */
export async function openLink(desk: Desk, purpose: LinkPurpose, token: string): Promise<Invitation | null> {
  return Invitation.findOne({
    where: { tokenHash: hashOfToken(token), purpose, usedAt: null, expiresAt: { [Op.gt]: desk.clock() } },
  });
}

/** Takes a link for this one use; false when somebody else was faster. Inside the transaction that uses it. */
export async function takeLink(desk: Desk, link: Invitation): Promise<boolean> {
  const [taken] = await Invitation.update({ usedAt: desk.clock() }, { where: { id: link.id, usedAt: null } });
  return taken === 1;
}
