import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  Op,
  type Sequelize,
} from 'sequelize';
import type { Desk } from './desk.ts';
import { hashOfToken } from './keyring.ts';
import { inTransaction } from './transaction.ts';

/** A log-in that is still on. The cookie holds the token, the row only its hash. */
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
/** A session ends after this long without a page. */
const IDLE = 12 * HOUR;
/** A page alone moves the end at most this often, so that reading writes nothing. */
const TOUCH_EVERY = 5 * 60_000;

/** What a token stands for; nothing when it is unknown or has run out. One indexed SELECT. */
export async function readSession(
  desk: Desk,
  token: string,
): Promise<{ data: object; until: Date } | undefined> {
  const row = await Session.findOne({ where: { tokenHash: hashOfToken(token) } });
  if (!row || row.expiresAt <= desk.clock()) return undefined;
  return { data: JSON.parse(row.data), until: row.expiresAt };
}

type Data = { userId?: number };

export async function saveSession(desk: Desk, token: string, data: Data): Promise<void> {
  await inTransaction(desk.database, () =>
    Session.upsert({ tokenHash: hashOfToken(token), ...contentOf(desk, data) }),
  );
}

/** Keeps what changed in a session that was read. One that was ended meanwhile stays ended. */
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

/** Moves the end of a session that was read, when it was last moved five minutes ago or more. */
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

/** Ends every log-in of a user: the password changed, or the account was taken away. */
export async function endSessionsOf(userId: number): Promise<void> {
  await Session.destroy({ where: { userId } });
}

/** Forgets sessions that have run out. */
export async function forgetExpiredSessions(desk: Desk): Promise<void> {
  await inTransaction(desk.database, () =>
    Session.destroy({ where: { expiresAt: { [Op.lte]: desk.clock() } } }),
  );
}
