import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  Op,
  type Sequelize,
} from 'sequelize';
import { hashOfToken } from './crypto/keyring.ts';
import { momentFromColumn, select } from './database/select.ts';
import { inTransaction } from './database/transaction.ts';
import type { Desk } from './desk.ts';
import { WORKPLACES, type WorkplaceRow } from './user/staff.ts';

/** A log-in. The cookie holds the token, the row only its hash. */
export class Session extends Model<InferAttributes<Session>, InferCreationAttributes<Session>> {
  declare tokenHash: string;
  declare userId: CreationOptional<number | null>;
  declare data: string;
  declare expiresAt: Date;
}

export function defineSession(database: Sequelize): void {
  Session.init(
    {
      tokenHash: { type: DataTypes.STRING, primaryKey: true },
      userId: DataTypes.INTEGER,
      data: DataTypes.TEXT,
      expiresAt: DataTypes.DATE,
    },
    { sequelize: database, tableName: 'sessions' },
  );
}

const HOUR = 3_600_000;
/** A session expires after this long without a page. */
const IDLE = 12 * HOUR;
/** A page view moves the expiry at most this often, so that reading seldom writes. */
const TOUCH_EVERY = 5 * 60_000;

type StoredSession = { data: object; until: Date; places: WorkplaceRow[] };
type SessionRow = WorkplaceRow & { data: string; expiresAt: Date };

/** The session of a token, with the user's organisations; undefined if it is unknown or expired. One statement. */
export async function readSession(desk: Desk, token: string): Promise<StoredSession | undefined> {
  const { columns, joins, order } = WORKPLACES;
  const rows = await select<SessionRow>(
    desk.database,
    `SELECT s.data, s.expires_at AS "expiresAt", ${columns} FROM sessions s
     LEFT JOIN users u ON u.id = s.user_id AND u.disabled_at IS NULL ${joins} WHERE s.token_hash = :hash ORDER BY ${order}`,
    { hash: hashOfToken(token) },
  );
  const [first] = rows;
  const until = first && momentFromColumn(first.expiresAt);
  if (!until || until <= desk.clock()) return undefined;
  const places = rows.map(({ data: _, expiresAt: __, ...place }) => place);
  return { data: JSON.parse(first.data), until, places };
}

type Data = { userId?: number };

export async function saveSession(desk: Desk, token: string, data: Data): Promise<void> {
  await inTransaction(desk.database, () =>
    Session.upsert({ tokenHash: hashOfToken(token), ...contentOf(desk, data) }),
  );
}

/** Stores what changed in a session. One that was ended meanwhile stays ended. */
export async function changeSession(desk: Desk, token: string, data: Data): Promise<void> {
  await inTransaction(desk.database, () =>
    Session.update(contentOf(desk, data), { where: { tokenHash: hashOfToken(token) } }),
  );
}

const contentOf = (desk: Desk, data: Data) => ({
  userId: data.userId ?? null,
  data: JSON.stringify(data),
  expiresAt: new Date(desk.clock().getTime() + IDLE),
});

/** Moves the expiry of a session, unless it was moved less than five minutes ago. */
export async function touchSession(desk: Desk, token: string, until: Date): Promise<void> {
  const expiresAt = new Date(desk.clock().getTime() + IDLE);
  if (expiresAt.getTime() - until.getTime() < TOUCH_EVERY) return;
  await inTransaction(desk.database, () =>
    Session.update({ expiresAt }, { where: { tokenHash: hashOfToken(token) } }),
  );
}

export async function endSession(desk: Desk, token: string): Promise<void> {
  await inTransaction(desk.database, () => Session.destroy({ where: { tokenHash: hashOfToken(token) } }));
}

/** Ends all sessions of a user, after a new password or when the account is removed. */
export async function endSessionsOf(userId: number): Promise<void> {
  await Session.destroy({ where: { userId } });
}

/** Deletes expired sessions. */
export async function forgetExpiredSessions(desk: Desk): Promise<void> {
  await inTransaction(desk.database, () =>
    Session.destroy({ where: { expiresAt: { [Op.lte]: desk.clock() } } }),
  );
}
