import type { Language } from '../../domain/languages.ts';
import { hashOfToken } from '../crypto/keyring.ts';
import type { Desk } from '../desk.ts';
import { OwnerLink } from '../ownerLink.ts';

/** How long an owner's link works after the last task was handed out. */
const DAYS = 30;

const subjectOf = ({
  organisationId,
  email,
  renewals,
}: Pick<OwnerLink, 'organisationId' | 'email' | 'renewals'>) => `${organisationId}:${email}:${renewals}`;

/** The secret of an owner's link; always the same until it is renewed (decision 0003). */
export const ownerTokenOf = (
  desk: Pick<Desk, 'keyring'>,
  link: Pick<OwnerLink, 'organisationId' | 'email' | 'renewals'>,
): string => desk.keyring.token('tasks', subjectOf(link));

/**
 * The link of an address, made where there is none, working for another thirty days. One that was revoked is renewed: the
 * address of the page is then another. In a transaction that holds the request.
 */
export async function linkFor(
  desk: Desk,
  organisationId: number,
  { email, language }: { email: string; language: Language },
): Promise<OwnerLink> {
  const now = desk.clock();
  const expiresAt = new Date(now.getTime() + DAYS * 24 * 3600_000);
  const known = await OwnerLink.findOne({ where: { organisationId, email }, lock: true });
  if (!known) {
    const fresh = { organisationId, email, renewals: 0 };
    const tokenHash = hashOfToken(ownerTokenOf(desk, fresh));
    return OwnerLink.create({ ...fresh, language, tokenHash, createdAt: now, expiresAt });
  }
  const renewals = known.revokedAt ? known.renewals + 1 : known.renewals;
  const tokenHash = hashOfToken(ownerTokenOf(desk, { organisationId, email, renewals }));
  return known.update({ language, renewals, tokenHash, expiresAt, revokedAt: null });
}

/** The link that a token opens now; nothing for one that is unknown, revoked or over. */
export async function linkOfToken(desk: Desk, token: string): Promise<OwnerLink | null> {
  const link = await OwnerLink.findOne({ where: { tokenHash: hashOfToken(token), revokedAt: null } });
  return link && link.expiresAt > desk.clock() ? link : null;
}

/** Notes that the page behind a link was opened. */
export async function noteView(desk: Desk, link: OwnerLink): Promise<void> {
  await link.update({ views: link.views + 1, seenAt: desk.clock() });
}
