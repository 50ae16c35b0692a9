import { digitsOf } from '../code/digits.ts';
import type { Desk } from '../desk.ts';
import type { Letter } from '../letter.ts';
import { organisationById, publicPathOf } from '../organisation/find.ts';
import { OwnerLink } from '../ownerLink.ts';
import { openTasksOf } from '../task/ofOwner.ts';
import { ownerTokenOf } from '../task/ownerLinks.ts';

/** Whether a letter goes to the owner of systems, who has no account. */
export const isToOwner = ({ recipient }: Pick<Letter, 'recipient'>): boolean =>
  recipient.startsWith('owner:');

/** The link of the owner that a letter goes to; nothing once it was revoked or is over. */
export async function linkOfLetter(desk: Desk, letter: Pick<Letter, 'recipient'>): Promise<OwnerLink | null> {
  const id = Number(letter.recipient.slice('owner:'.length));
  const link = await OwnerLink.findOne({ where: { id, revokedAt: null } });
  return link && link.expiresAt > desk.clock() ? link : null;
}

/** The secrets of a letter to an owner: the address of their page, and the code. */
export async function secretsOfOwner(desk: Desk, letter: Letter, data: { code?: string }) {
  const link = await linkOfLetter(desk, letter);
  const code = data.code ? digitsOf(desk, data.code) : undefined;
  if (!link) return { links: {}, code, all: code ? [code] : [] };
  const token = ownerTokenOf(desk, link);
  const place = `${desk.baseUrl}${await publicPathOf(await organisationById(link.organisationId))}`;
  return {
    links: { tasks: `${place}/tasks/${token}?lang=${link.language}` },
    code,
    all: [token, ...(code ? [code] : [])],
  };
}

/** The tasks of which a letter tells: those that are open when it goes out. */
export async function tasksOfLetter(desk: Desk, letter: Letter) {
  const link = await linkOfLetter(desk, letter);
  return link ? openTasksOf(desk, link) : [];
}
