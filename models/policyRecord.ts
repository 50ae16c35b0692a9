import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';

/** A version of a pack as this desk first used it. */
export class PolicyRecord extends Model<
  InferAttributes<PolicyRecord>,
  InferCreationAttributes<PolicyRecord>
> {
  declare id: CreationOptional<number>;
  declare pack: string;
  declare version: string;
  declare edition: CreationOptional<number>;
  /** SHA-256 of `content`. */
  declare digest: string;
  declare content: string;
  declare recordedAt: Date;
}

export function definePolicyRecord(database: Sequelize): void {
  PolicyRecord.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      pack: DataTypes.STRING,
      version: DataTypes.STRING,
      edition: { type: DataTypes.INTEGER, defaultValue: 1 },
      digest: DataTypes.STRING,
      content: DataTypes.TEXT,
      recordedAt: DataTypes.DATE,
    },
    { sequelize: database, tableName: 'policies' },
  );
}
