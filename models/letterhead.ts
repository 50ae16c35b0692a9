import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import { type AddressWindow, WINDOWS } from '../domain/letters/letterhead.ts';
import { oneOf } from './database/oneOf.ts';

/** What heads and ends the letters of an organisation. */
export class Letterhead extends Model<InferAttributes<Letterhead>, InferCreationAttributes<Letterhead>> {
  declare id: CreationOptional<number>;
  declare organisationId: number;
  declare name: string;
  declare signature: string;
  declare windowAt: AddressWindow;
  /** The digest of the logo in use. */
  declare logo: string | null;
  declare version: CreationOptional<number>;
}

/** A logo by its digest. It stays while a letter may have to be set with it again. */
export class LetterLogo extends Model<InferAttributes<LetterLogo>, InferCreationAttributes<LetterLogo>> {
  declare id: CreationOptional<number>;
  declare organisationId: number;
  declare digest: string;
  declare bytes: Buffer;
}

export function defineLetterhead(database: Sequelize): void {
  const id = { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true };
  Letterhead.init(
    {
      id,
      organisationId: DataTypes.INTEGER,
      name: DataTypes.STRING,
      signature: DataTypes.TEXT,
      windowAt: oneOf(WINDOWS),
      logo: DataTypes.STRING,
      version: { type: DataTypes.INTEGER, defaultValue: 1 },
    },
    { sequelize: database, tableName: 'letterheads' },
  );
  LetterLogo.init(
    { id, organisationId: DataTypes.INTEGER, digest: DataTypes.STRING, bytes: DataTypes.BLOB },
    { sequelize: database, tableName: 'letter_logos' },
  );
}
