import { literal } from 'sequelize';
import { assertMay, may } from '../../domain/permissions.ts';
import { CalendarLink } from '../calendarLink.ts';
import { hashOfToken } from '../crypto/keyring.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import { noteSetting } from '../settingsChange/log.ts';
import { type Staff, staffMember } from '../user/staff.ts';

type FeedLink = Pick<CalendarLink, 'organisationId' | 'userId' | 'renewals'>;

/** The secret of a feed's address; always the same until it is renewed (decision 0003). */
export const calendarTokenOf = (
  desk: Pick<Desk, 'keyring'>,
  { organisationId, userId, renewals }: FeedLink,
): string => desk.keyring.token('calendar', `${organisationId}:${userId}:${renewals}`);

/** The link of a member's feed, if it works. */
export const calendarLinkOf = ({ organisationId, actor }: By): Promise<CalendarLink | null> =>
  CalendarLink.findOne({ where: { organisationId, userId: userIn(actor), revokedAt: null } });

/** Makes the address of one's own feed, or another one: the former opens nothing any more. Logged, without the address. */
export async function renewCalendarLink(desk: Desk, by: By): Promise<CalendarLink> {
  assertMay(by, 'read-requests');
  const { organisationId } = by;
  const userId = userIn(by.actor);
  return inTransaction(desk.database, async () => {
    const known = await CalendarLink.findOne({ where: { organisationId, userId }, lock: true });
    const renewals = known ? known.renewals + 1 : 0;
    const tokenHash = hashOfToken(calendarTokenOf(desk, { organisationId, userId, renewals }));
    const fresh = { renewals, tokenHash, createdAt: desk.clock(), revokedAt: null, seenAt: null, views: 0 };
    const was = known && !known.revokedAt ? { userId } : null;
    const link = known
      ? await known.update(fresh)
      : await CalendarLink.create({ organisationId, userId, ...fresh });
    await noteSetting(desk, by, { kind: 'calendar-link', subjectId: link.id }, { was, is: { userId } });
    return link;
  });
}

/** Ends the address of one's own feed. Logged. */
export async function endCalendarLink(desk: Desk, by: By): Promise<void> {
  assertMay(by, 'read-requests');
  await inTransaction(desk.database, async () => {
    const link = await calendarLinkOf(by);
    if (!link) return;
    await link.update({ revokedAt: desk.clock() });
    const is = { userId: link.userId };
    await noteSetting(desk, by, { kind: 'calendar-link', subjectId: link.id }, { was: is, is: null });
  });
}

/**
 * The member whose feed a token opens, as they are now; nobody where it is unknown or ended, or where they no longer work on requests in that
 * organisation. The reading is counted.
 */
export async function readerOfFeed(desk: Desk, token: string): Promise<Staff | undefined> {
  const link = await CalendarLink.findOne({ where: { tokenHash: hashOfToken(token), revokedAt: null } });
  if (!link) return undefined;
  const staff = await staffMember(desk, link.userId, link.organisationId);
  if (staff?.organisation.id !== link.organisationId || !may(staff.role, 'read-requests')) return undefined;
  await CalendarLink.update(
    { views: literal('views + 1'), seenAt: desk.clock() },
    { where: { id: link.id } },
  );
  return staff;
}

const userIn = (actor: By['actor']): number => Number(actor.replace('user:', ''));
