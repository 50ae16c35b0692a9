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
 * Writes to an address that it is invited. Its link works once, for a day, and ends the one before. It goes to the mailbox
 * alone: the token is made again from the desk's key when the letter is written, and another one when the outbox shows it,
 * so that its use tells which was read.
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

/** The link of a letter, as the mailbox gets it and as the outbox may show it, and until when; no link once it has ended. */
export async function invitationOf(desk: Desk, letter: Letter) {
  const { mailbox, shown } = tokensOf(desk, nameIn(letter));
  const invitation = await openInvitationOf(desk, letter);
  const links = {
    invitation: linkOf(desk, 'invitation', mailbox),
    shownInvitation: linkOf(desk, 'invitation', shown),
  };
  return { links: invitation ? links : {}, validUntil: invitation?.expiresAt, all: [mailbox, shown] };
}

/** What a letter invites by, while that is neither used, replaced nor too old. */
export const openInvitationOf = (desk: Desk, letter: Letter): Promise<Invitation | null> =>
  Invitation.findOne({
    where: { tokenHash: hashOfToken(tokensOf(desk, nameIn(letter)).mailbox), ...stillOpen(desk) },
  });

/** How a link came to hand, by the token that was used. */
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
