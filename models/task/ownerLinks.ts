import type { Language } from '../../domain/languages.ts';
import { hashOfToken } from '../crypto/keyring.ts';
import { alter } from '../database/insert.ts';
import { select } from '../database/select.ts';
import type { Desk } from '../desk.ts';
import { OwnerLink } from '../ownerLink.ts';
import { NEEDED } from './needed.ts';

/** How long an owner's link works after the last task was handed out. */
const DAYS = 30;
const AN_HOUR = 3600_000;

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
  const expiresAt = endFrom(now);
  const known = await OwnerLink.findOne({ where: { organisationId, email }, lock: true });
  if (!known) {
    const fresh = { organisationId, email, renewals: 0 };
    const tokenHash = hashOfToken(ownerTokenOf(desk, fresh));
    return OwnerLink.create({ ...fresh, language, tokenHash, createdAt: now, expiresAt });
  }
  if (known.revokedAt) return renewLink(desk, await known.update({ language }));
  return known.update({ language, expiresAt });
}

/** Gives a link another secret, which works for thirty days; the former one opens nothing any more. */
export function renewLink(desk: Desk, link: OwnerLink): Promise<OwnerLink> {
  const { organisationId, email } = link;
  const renewals = link.renewals + 1;
  const tokenHash = hashOfToken(ownerTokenOf(desk, { organisationId, email, renewals }));
  return link.update({ renewals, tokenHash, expiresAt: endFrom(desk.clock()), revokedAt: null });
}

/** So far ahead of its last secret that none given since the backup opens anything. */
const STEPS_AHEAD = 1000;

/**
 * After a restore: another secret than any that was given or ended since the backup. A link that was ended stays ended; one that works
 * does for thirty days.
 */
export async function renewAfterRestore(desk: Desk, link: OwnerLink): Promise<void> {
  const { organisationId, email, revokedAt } = link;
  const renewals = link.renewals + STEPS_AHEAD;
  const tokenHash = hashOfToken(ownerTokenOf(desk, { organisationId, email, renewals }));
  await link.update({ renewals, tokenHash, ...(!revokedAt && { expiresAt: endFrom(desk.clock()) }) });
}

const endFrom = (now: Date): Date => new Date(now.getTime() + DAYS * 24 * 3600_000);

/** A link that opens something: what its owner's pages need of it. */
export type OpenLink = Pick<OwnerLink, 'id' | 'organisationId' | 'email' | 'language'>;

/**
 * The link that a token opens now; nothing for one that is unknown, revoked or over. It is over when no task is open; for an hour after
 * the last answer it still says so, to whoever has just given it. By plain SQL, because each of its pages begins with it.
 */
export async function linkOfToken({ database, clock }: Desk, token: string): Promise<OpenLink | null> {
  const now = clock();
  const [link] = await select<OpenLink>(
    database,
    `SELECT l.id, l.organisation_id AS "organisationId", l.email, l.language FROM owner_links l
     WHERE l.token_hash = :tokenHash AND l.revoked_at IS NULL AND l.expires_at > :now
       AND EXISTS (SELECT 1 FROM tasks t JOIN subject_requests r ON r.id = t.request_id
         WHERE t.link_id = l.id AND (t.answered_at > :lately OR (t.state = 'open' AND ${NEEDED})))`,
    { tokenHash: hashOfToken(token), now, lately: new Date(now.getTime() - AN_HOUR) },
  );
  return link ?? null;
}

/** Notes that the page behind a link was opened: counted in the database, since two may open it at once. */
export async function noteView({ database, clock }: Desk, { id }: Pick<OwnerLink, 'id'>): Promise<void> {
  await alter(database, 'UPDATE owner_links SET views = views + 1, seen_at = $1 WHERE id = $2', [
    clock(),
    id,
  ]);
}
