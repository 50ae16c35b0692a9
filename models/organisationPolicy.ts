import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import { ROLES_OF_PACK } from '../domain/policies/policy.ts';
import type { PolicyRow } from '../domain/policies/situation.ts';
import { oneOf } from './database/oneOf.ts';

/** One of an organisation's policies, and the requests it applies to. The last in the order applies to all. */
export class OrganisationPolicy extends Model<
  InferAttributes<OrganisationPolicy>,
  InferCreationAttributes<OrganisationPolicy>
> {
  declare id: CreationOptional<number>;
  declare organisationId: number;
  declare policy: string;
  declare role: PolicyRow['role'];
  /** JSON of its conditions: `{"residence":"CH"}`, or `{}` for all requests. */
  declare appliesTo: string;
  /** Its own calendar; null for that of the organisation or the law. */
  declare calendar: CreationOptional<string | null>;
  declare order: number;
}

export function defineOrganisationPolicy(database: Sequelize): void {
  OrganisationPolicy.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      organisationId: DataTypes.INTEGER,
      policy: DataTypes.STRING,
      role: oneOf(ROLES_OF_PACK),
      appliesTo: DataTypes.TEXT,
      calendar: DataTypes.STRING,
      order: DataTypes.INTEGER,
    },
    { sequelize: database, tableName: 'organisation_policies' },
  );
}
