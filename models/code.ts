import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';

/** A six-digit code sent by email, stored hashed; valid for a few tries and a quarter of an hour. */
export class Code extends Model<InferAttributes<Code>, InferCreationAttributes<Code>> {
  declare id: CreationOptional<number>;
  declare purpose: string;
  declare subject: string;
  declare codeHash: string;
  declare tries: CreationOptional<number>;
  declare expiresAt: Date;
  declare usedAt: CreationOptional<Date | null>;
}

export function defineCode(database: Sequelize): void {
  Code.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      purpose: DataTypes.STRING,
      subject: DataTypes.STRING,
      codeHash: DataTypes.STRING,
      tries: { type: DataTypes.INTEGER, defaultValue: 0 },
      expiresAt: DataTypes.DATE,
      usedAt: DataTypes.DATE,
    },
    { sequelize: database, tableName: 'codes' },
  );
}
