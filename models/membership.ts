import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import type { Role } from '../domain/permissions.ts';
import { ROLES } from '../domain/permissions.ts';
import { QUEUE_ORDERS, type QueueOrder } from '../domain/queue/orders.ts';
import { oneOf } from './database/oneOf.ts';

/** A user's role in one organisation. It takes effect once the owner of the mailbox has accepted it. */
export class Membership extends Model<InferAttributes<Membership>, InferCreationAttributes<Membership>> {
  declare id: CreationOptional<number>;
  declare userId: number;
  declare organisationId: number;
  declare role: Role;
  declare acceptedAt: Date | null;
  /** The order and the columns that they chose for their lists; null for the usual. */
  declare queueOrder: CreationOptional<QueueOrder | null>;
  declare queueColumns: CreationOptional<string | null>;
}

export function defineMembership(database: Sequelize): void {
  Membership.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      userId: DataTypes.INTEGER,
      organisationId: DataTypes.INTEGER,
      role: oneOf(ROLES),
      acceptedAt: DataTypes.DATE,
      queueOrder: oneOf(QUEUE_ORDERS),
      queueColumns: DataTypes.STRING,
    },
    { sequelize: database, tableName: 'memberships' },
  );
}

/** SQL: whether a member `m` with the account `account` works on requests, so that they can be assigned and told of them. */
export const CAN_WORK = (account: string): string =>
  `m.accepted_at IS NOT NULL AND m.role <> 'administrator' AND ${account}.disabled_at IS NULL`;

/** SQL: whether a request `r` is assigned to a person who works on requests here. A former colleague's requests count as unassigned. */
export const IS_IN_HAND = `EXISTS (SELECT 1 FROM memberships m JOIN users w ON w.id = m.user_id
  WHERE m.organisation_id = r.organisation_id AND m.user_id = r.assignee_id AND ${CAN_WORK('w')})`;
