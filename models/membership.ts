import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import type { Role } from '../domain/permissions.ts';

/** A user's role in one organisation. */
export class Membership extends Model<InferAttributes<Membership>, InferCreationAttributes<Membership>> {
  declare id: CreationOptional<number>;
  declare userId: number;
  declare organisationId: number;
  declare role: Role;
}

export function defineMembership(database: Sequelize): void {
  Membership.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      userId: DataTypes.INTEGER,
      organisationId: DataTypes.INTEGER,
      role: DataTypes.STRING,
    },
    { sequelize: database, tableName: 'memberships' },
  );
}
