import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import { LANGUAGES, type Language } from '../domain/languages.ts';
import { oneOf } from './database/oneOf.ts';

/** The link by which the owner of systems, who has no account, sees and answers their open tasks. One for each address of an organisation. */
export class OwnerLink extends Model<InferAttributes<OwnerLink>, InferCreationAttributes<OwnerLink>> {
  declare id: CreationOptional<number>;
  declare organisationId: number;
  declare email: string;
  declare language: Language;
  /** How often it was renewed: each time the address of the page is another. */
  declare renewals: CreationOptional<number>;
  declare tokenHash: string;
  declare createdAt: Date;
  declare expiresAt: Date;
  declare revokedAt: CreationOptional<Date | null>;
  declare seenAt: CreationOptional<Date | null>;
  declare views: CreationOptional<number>;
}

export function defineOwnerLink(database: Sequelize): void {
  OwnerLink.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      organisationId: DataTypes.INTEGER,
      email: DataTypes.STRING,
      language: oneOf(LANGUAGES),
      renewals: { type: DataTypes.INTEGER, defaultValue: 0 },
      tokenHash: DataTypes.STRING,
      createdAt: DataTypes.DATE,
      expiresAt: DataTypes.DATE,
      revokedAt: DataTypes.DATE,
      seenAt: DataTypes.DATE,
      views: { type: DataTypes.INTEGER, defaultValue: 0 },
    },
    { sequelize: database, tableName: 'owner_links' },
  );
}
