import { randomBytes } from 'node:crypto';
import { Op } from 'sequelize';
import { hashOfToken } from '../crypto/keyring.ts';
import type { Desk } from '../desk.ts';
import { Invitation, type LinkPurpose } from '../invitation.ts';

/** What a link is for: which account, and for an invitation which organisation. */
type LinkTo = { purpose: LinkPurpose; userId?: number; organisationId?: number };

const DAY = 86_400_000;
const DAYS: Record<LinkPurpose, number> = { first: 30, reset: 7, invitation: 7 };
const PATHS: Record<LinkPurpose, string> = {
  first: '/sessions/first',
  reset: '/sessions/invitation',
  invitation: '/sessions/invitation',
};

/**
 * Makes a link that works once, for the operator of the machine, and ends earlier ones for the same purpose. The token is
 * returned only here. The caller must lock the user, or for the first account the organisation: otherwise two concurrent
 * links would both work.
 */
export async function newOneTimeLink(desk: Desk, to: LinkTo): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const now = desk.clock();
  await endLinks(desk, to);
  await Invitation.create({
    ...to,
    tokenHash: hashOfToken(token),
    expiresAt: new Date(now.getTime() + DAYS[to.purpose] * DAY),
  });
  return linkOf(desk, to.purpose, token);
}

export const linkOf = (desk: Desk, purpose: LinkPurpose, token: string): string =>
  `${desk.baseUrl}${PATHS[purpose]}/${token}`;

/** Ends every link for the same purpose; without an organisation, in any. */
export async function endLinks(desk: Desk, { purpose, userId, organisationId }: LinkTo): Promise<void> {
  const where = { purpose, userId: userId ?? null, ...(organisationId && { organisationId }), usedAt: null };
  await Invitation.update({ usedAt: desk.clock() }, { where });
}

/** The link of a token, unless it was used or has expired. */
export async function openLink(desk: Desk, purpose: LinkPurpose, token: string): Promise<Invitation | null> {
  const hash = hashOfToken(token);
  const named = { [Op.or]: [{ tokenHash: hash }, { shownTokenHash: hash }] };
  return Invitation.findOne({ where: { ...named, ...stillOpen(desk), purpose } });
}

export const stillOpen = (desk: Desk) => ({ usedAt: null, expiresAt: { [Op.gt]: desk.clock() } });

/** Marks a link as used; false if it was used meanwhile. Call it inside the transaction that uses it. */
export async function takeLink(desk: Desk, link: Invitation): Promise<boolean> {
  const [taken] = await Invitation.update({ usedAt: desk.clock() }, { where: { id: link.id, usedAt: null } });
  return taken === 1;
}
