import type { Attributes } from 'sequelize';
import type { MailStep, PathFault } from '../../domain/mailSteps.ts';
import type { Role } from '../../domain/permissions.ts';
import type { QueueOrder } from '../../domain/queue/orders.ts';
import { momentFromColumn, select } from '../database/select.ts';
import type { By, Desk } from '../desk.ts';
import type { Organisation } from '../organisation.ts';

/** An organisation as its staff's pages see it: without its key. */
export type Workplace = Omit<Attributes<Organisation>, 'wrappedKey' | 'formerPolicy'>;

/** A member of staff at work: the user, their current organisation and role, and their other organisations. */
export type Staff = {
  user: { id: number; name: string; email: string; language: string };
  organisation: Workplace;
  role: Role;
  by: By;
  /** What they chose for their lists of requests; empty for the usual. */
  queue: QueueChoice;
  organisations: Workplace[];
  /** If letters do not leave the desk: since when, and why. */
  mailDown?: MailDown;
};
/** The order and the columns of a user's lists, as their addresses write them. */
export type QueueChoice = { order?: QueueOrder; columns?: string };
export type MailDown = PathFault & { since: Date };

/** One of a user's organisations, as `WORKPLACES` reads it; all null for a user without one. */
export type WorkplaceRow = Workplace & {
  userId: number | null;
  userName: string;
  email: string;
  language: string;
  role: Role | null;
  queueOrder: QueueChoice['order'] | null;
  queueColumns: string | null;
  mailSince: Date | null;
  mailStep: MailStep | null;
  mailSays: string | null;
};

/** Columns and joins for `users u`: one row for each organisation, the first one first. */
export const WORKPLACES = {
  columns: `u.id AS "userId", u.name AS "userName", u.email, u.language, m.role, m.queue_order AS "queueOrder", m.queue_columns AS "queueColumns", o.id, o.slug, o.name, o.zone, o.calendar,
    o.declared_days AS "declaredDays", o.clock_overrides AS "clockOverrides", o.categories, o.languages, o.reply_address AS "replyAddress",
    o.escalation_address AS "escalationAddress", o.postal_address AS "postalAddress", o.authority, o.version, o.created_at AS "createdAt",
    p.down_since AS "mailSince", p.step AS "mailStep", p.says AS "mailSays"`,
  joins: `LEFT JOIN memberships m ON m.user_id = u.id AND m.accepted_at IS NOT NULL
    LEFT JOIN organisations o ON o.id = m.organisation_id LEFT JOIN mail_path p ON p.down_since IS NOT NULL`,
  order: 'o.id',
};

/**
 * The user at work in the organisation they asked for, or else their first. Undefined if they may no longer work
 * anywhere.
 */
export async function staffMember(
  desk: Desk,
  userId: number,
  wished: number | undefined,
): Promise<Staff | undefined> {
  const { columns, joins, order } = WORKPLACES;
  const rows = await select<WorkplaceRow>(
    desk.database,
    `SELECT ${columns} FROM users u ${joins} WHERE u.id = :userId AND u.disabled_at IS NULL ORDER BY ${order}`,
    { userId },
  );
  return staffAmong(rows, wished);
}

/** The same from rows already read. */
export function staffAmong(rows: WorkplaceRow[], wished: number | undefined): Staff | undefined {
  const row = rows.find(({ id }) => id === wished) ?? rows[0];
  if (!row?.userId || !row.role) return undefined;
  const { userId, userName, email, language, role } = row;
  const organisation = workplaceOf(row);
  return {
    user: { id: userId, name: userName, email, language },
    organisation,
    role,
    queue: { order: row.queueOrder ?? undefined, columns: row.queueColumns ?? undefined },
    organisations: rows.map(workplaceOf),
    mailDown: mailDownIn(row),
    by: { organisationId: organisation.id, actor: `user:${userId}`, role },
  };
}

function workplaceOf(row: WorkplaceRow): Workplace {
  const { userId, userName, email, language, role, ...rest } = row;
  const { queueOrder, queueColumns, mailSince, mailStep, mailSays, ...workplace } = rest;
  return { ...workplace, createdAt: momentFromColumn(workplace.createdAt) };
}

function mailDownIn({ mailSince, mailStep, mailSays }: WorkplaceRow): MailDown | undefined {
  return mailSince && mailStep
    ? { since: momentFromColumn(mailSince), step: mailStep, says: mailSays ?? '' }
    : undefined;
}
