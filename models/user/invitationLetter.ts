import { randomUUID } from 'node:crypto';
import type { LinkProof } from '../../domain/invitation.ts';
import { asLanguage, type Language } from '../../domain/languages.ts';
import { hashOfToken } from '../crypto/keyring.ts';
import type { By, Desk } from '../desk.ts';
import { Invitation } from '../invitation.ts';
import { queueLetter } from '../letter/queue.ts';
import type { Letter } from '../letter.ts';
import type { Organisation } from '../organisation.ts';
import { User } from '../user.ts';
import { endLinks, linkOf, stillOpen } from './oneTimeLink.ts';

const HOURS_VALID = 24;

/**
 * Sends an invitation to an address. Its link works once, for a day, and replaces the previous one. The token is sent to
 * the mailbox only: it is derived from the desk's key when the letter is written. The outbox shows a different token, so
 * that the one used shows which was read.
 */
export async function queueInvitation(
  desk: Desk,
  by: By,
  organisation: Organisation,
  user: User,
): Promise<{ id: number }> {
  const now = desk.clock();
  const name = randomUUID();
  const to = { purpose: 'invitation' as const, userId: user.id, organisationId: organisation.id };
  await endLinks(desk, to);
  await Invitation.create({
    ...to,
    tokenHash: hashOfToken(tokensOf(desk, name).mailbox),
    shownTokenHash: hashOfToken(tokensOf(desk, name).shown),
    expiresAt: new Date(now.getTime() + HOURS_VALID * 3_600_000),
  });
  const order = {
    organisationId: organisation.id,
    requestId: null,
    kind: 'invitation' as const,
    language: languageOf(user),
    recipient: `user:${user.id}`,
    data: { invitedBy: await nameOf(by) },
    ledgerKey: `${PREFIX}${name}`,
  };
  return queueLetter(desk.keyring.unwrap(organisation.wrappedKey), order, now);
}

/** The links of a letter, for the mailbox and for the outbox, and their expiry; no link once it has expired. */
export async function invitationOf(desk: Desk, letter: Letter) {
  const { mailbox, shown } = tokensOf(desk, nameIn(letter));
  const invitation = await openInvitationOf(desk, letter);
  const links = {
    invitation: linkOf(desk, 'invitation', mailbox),
    shownInvitation: linkOf(desk, 'invitation', shown),
  };
  return { links: invitation ? links : {}, validUntil: invitation?.expiresAt, all: [mailbox, shown] };
}

/** The invitation of a letter, unless it was used, replaced or has expired. */
export const openInvitationOf = (desk: Desk, letter: Letter): Promise<Invitation | null> =>
  Invitation.findOne({
    where: { tokenHash: hashOfToken(tokensOf(desk, nameIn(letter)).mailbox), ...stillOpen(desk) },
  });

/** How a link was obtained, by the token that was used. */
export function proofOf(link: Invitation, token: string): LinkProof {
  if (!link.shownTokenHash) return 'operator';
  return link.shownTokenHash === hashOfToken(token) ? 'shown' : 'mailbox';
}

const PREFIX = 'invitation:';
const nameIn = ({ ledgerKey }: Letter): string => ledgerKey.slice(PREFIX.length);

const tokensOf = ({ keyring }: Desk, name: string) => ({
  mailbox: keyring.token('invitation', name),
  shown: keyring.token('shown-invitation', name),
});

const languageOf = (user: User): Language => asLanguage(user.language) ?? 'en';

async function nameOf({ actor }: By): Promise<string> {
  if (!actor.startsWith('user:')) return '';
  return (await User.findByPk(Number(actor.slice('user:'.length))))?.name ?? '';
}
