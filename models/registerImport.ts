import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import { IMPORT_STATES, type ImportState } from '../domain/register/states.ts';
import { oneOf } from './database/oneOf.ts';

/** A register that was taken in from a table, or is about to be. What it made names it (`SubjectRequest.importId`). */
export class RegisterImport extends Model<
  InferAttributes<RegisterImport>,
  InferCreationAttributes<RegisterImport>
> {
  declare id: CreationOptional<number>;
  declare organisationId: number;
  declare actor: string;
  declare fileName: string;
  declare state: ImportState;
  /** JSON of how its columns and words are those of the desk. */
  declare mapping: string;
  /** Lines without a fault are imported although others have some. */
  declare onlyGood: boolean;
  declare read: number;
  declare made: number;
  declare faulty: number;
  /** What was found in its lines, sealed under the organisation's key. */
  declare found: CreationOptional<Buffer | null>;
  /** The key of the table itself, sealed in the same way, while the table is kept. */
  declare source: CreationOptional<Buffer | null>;
  declare contentId: CreationOptional<number | null>;
  declare begunAt: Date;
  /** When it last did something. */
  declare touchedAt: Date;
  declare endedAt: CreationOptional<Date | null>;
  declare withdrawnAt: CreationOptional<Date | null>;
  declare withdrawnBy: CreationOptional<string | null>;
  /** Why, sealed. */
  declare withdrawnFor: CreationOptional<Buffer | null>;
}

export function defineRegisterImport(database: Sequelize): void {
  RegisterImport.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      organisationId: DataTypes.INTEGER,
      actor: DataTypes.STRING,
      fileName: DataTypes.STRING,
      state: oneOf(IMPORT_STATES),
      mapping: DataTypes.TEXT,
      onlyGood: DataTypes.BOOLEAN,
      read: DataTypes.INTEGER,
      made: DataTypes.INTEGER,
      faulty: DataTypes.INTEGER,
      found: DataTypes.BLOB,
      source: DataTypes.BLOB,
      contentId: DataTypes.INTEGER,
      begunAt: DataTypes.DATE,
      touchedAt: DataTypes.DATE,
      endedAt: DataTypes.DATE,
      withdrawnAt: DataTypes.DATE,
      withdrawnBy: DataTypes.STRING,
      withdrawnFor: DataTypes.BLOB,
    },
    { sequelize: database, tableName: 'register_imports' },
  );
}
