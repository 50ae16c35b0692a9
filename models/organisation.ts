import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import { PLAN_MOMENTS, type PlanMoment } from '../domain/tasks/plan.ts';
import { oneOf } from './database/oneOf.ts';

/** One organisation on the desk. Every request belongs to one, and every query names it. */
export class Organisation extends Model<
  InferAttributes<Organisation>,
  InferCreationAttributes<Organisation>
> {
  declare id: CreationOptional<number>;
  declare slug: string;
  declare name: string;
  declare zone: string;
  declare calendar: string;
  /** JSON of the declared days, which dates take into account. */
  declare declaredDays: CreationOptional<string>;
  /** JSON of the organisation's own periods, which dates take into account. */
  declare clockOverrides: CreationOptional<string>;
  /** JSON of the kinds of data that the organisation has its own names for. */
  declare categories: CreationOptional<string>;
  /**
   * The policy for all requests. Only the previous release reads it; this one uses the list of
   * `models/organisationPolicy.ts`.
   */
  declare formerPolicy: string;
  declare languages: string;
  declare replyAddress: string;
  declare escalationAddress: string;
  declare postalAddress: string;
  declare authority: string;
  /** When the tasks of a request are planned. */
  declare plansOn: CreationOptional<PlanMoment>;
  declare wrappedKey: Buffer;
  declare version: CreationOptional<number>;
  declare createdAt: Date;
}

export function defineOrganisation(database: Sequelize): void {
  Organisation.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      slug: DataTypes.STRING,
      name: DataTypes.STRING,
      zone: DataTypes.STRING,
      calendar: DataTypes.STRING,
      declaredDays: { type: DataTypes.TEXT, defaultValue: '[]' },
      clockOverrides: { type: DataTypes.TEXT, defaultValue: '[]' },
      categories: { type: DataTypes.TEXT, defaultValue: '[]' },
      formerPolicy: { type: DataTypes.STRING, field: 'policy' },
      languages: DataTypes.STRING,
      replyAddress: DataTypes.STRING,
      escalationAddress: DataTypes.STRING,
      postalAddress: DataTypes.TEXT,
      authority: DataTypes.STRING,
      plansOn: { ...oneOf(PLAN_MOMENTS), defaultValue: 'identity' },
      wrappedKey: DataTypes.BLOB,
      version: { type: DataTypes.INTEGER, defaultValue: 1 },
      createdAt: DataTypes.DATE,
    },
    { sequelize: database, tableName: 'organisations' },
  );
}
