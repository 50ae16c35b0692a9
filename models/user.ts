import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import { LINK_PROOFS, type LinkProof } from '../domain/invitation.ts';
import { LANGUAGES, type Language } from '../domain/languages.ts';
import { oneOf } from './database/oneOf.ts';

/** A member of staff. What they may do follows from their membership in an organisation. */
export class User extends Model<InferAttributes<User>, InferCreationAttributes<User>> {
  declare id: CreationOptional<number>;
  declare email: string;
  declare name: string;
  declare passwordHash: CreationOptional<string | null>;
  /** How the link that set the password was obtained; null for a password from an older release. */
  declare passwordProof: CreationOptional<LinkProof | null>;
  declare language: Language;
  declare createdAt: Date;
  declare disabledAt: CreationOptional<Date | null>;
}

export function defineUser(database: Sequelize): void {
  User.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      email: DataTypes.STRING,
      name: DataTypes.STRING,
      passwordHash: DataTypes.STRING,
      passwordProof: oneOf(LINK_PROOFS),
      language: oneOf(LANGUAGES),
      createdAt: DataTypes.DATE,
      disabledAt: DataTypes.DATE,
    },
    { sequelize: database, tableName: 'users' },
  );
}
