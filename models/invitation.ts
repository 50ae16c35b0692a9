import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';

/** A one-time link: to make the first account, to set a first password, to reset one. Only its hash is kept. */
export class Invitation extends Model<InferAttributes<Invitation>, InferCreationAttributes<Invitation>> {
  declare id: CreationOptional<number>;
  declare tokenHash: string;
  /** Of the same link as the outbox shows it where no mail server takes the letter. */
  declare shownTokenHash: CreationOptional<string | null>;
  declare purpose: string;
  declare userId: CreationOptional<number | null>;
  declare organisationId: CreationOptional<number | null>;
  declare expiresAt: Date;
  declare usedAt: CreationOptional<Date | null>;
}

export function defineInvitation(database: Sequelize): void {
  Invitation.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      tokenHash: DataTypes.STRING,
      shownTokenHash: DataTypes.STRING,
      purpose: DataTypes.STRING,
      userId: DataTypes.INTEGER,
      organisationId: DataTypes.INTEGER,
      expiresAt: DataTypes.DATE,
      usedAt: DataTypes.DATE,
    },
    { sequelize: database, tableName: 'invitations' },
  );
}
