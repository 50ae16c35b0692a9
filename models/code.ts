import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import { oneOf } from './database/oneOf.ts';

/** What a code opens: the status page of a submission, an answer, the tasks of an owner of systems, or what is handed to a provider. */
const CODE_PURPOSES = ['status', 'answer', 'tasks', 'transmission'] as const;
export type CodePurpose = (typeof CODE_PURPOSES)[number];

/** A six-digit code sent by email, stored hashed; valid for a few tries and a quarter of an hour. */
export class Code extends Model<InferAttributes<Code>, InferCreationAttributes<Code>> {
  declare id: CreationOptional<number>;
  declare purpose: CodePurpose;
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
      purpose: oneOf(CODE_PURPOSES),
      subject: DataTypes.STRING,
      codeHash: DataTypes.STRING,
      tries: { type: DataTypes.INTEGER, defaultValue: 0 },
      expiresAt: DataTypes.DATE,
      usedAt: DataTypes.DATE,
    },
    { sequelize: database, tableName: 'codes' },
  );
}
