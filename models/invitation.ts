import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import { oneOf } from './database/oneOf.ts';

/** `first` makes the first account, `reset` sets a new password, `invitation` accepts a membership. */
const LINK_PURPOSES = ['first', 'reset', 'invitation'] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

/** A one-time link: to make the first account, to accept an invitation, or to reset a password. Only its hash is stored. */
export class Invitation extends Model<InferAttributes<Invitation>, InferCreationAttributes<Invitation>> {
  declare id: CreationOptional<number>;
  declare tokenHash: string;
  /** The hash of the second token, which the outbox shows when there is no mail server. */
  declare shownTokenHash: CreationOptional<string | null>;
  declare purpose: LinkPurpose;
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
      purpose: oneOf(LINK_PURPOSES),
      userId: DataTypes.INTEGER,
      organisationId: DataTypes.INTEGER,
      expiresAt: DataTypes.DATE,
      usedAt: DataTypes.DATE,
    },
    { sequelize: database, tableName: 'invitations' },
  );
}
