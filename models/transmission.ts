import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import { TRANSMISSION_STATES, type TransmissionState } from '../domain/transmission.ts';
import { oneOf } from './database/oneOf.ts';

/** An answer handed to another provider at the person's wish (Art. 20(2) GDPR), by a link of the provider's own. */
export class Transmission extends Model<
  InferAttributes<Transmission>,
  InferCreationAttributes<Transmission>
> {
  declare id: CreationOptional<number>;
  declare organisationId: number;
  declare requestId: number;
  declare state: TransmissionState;
  /** Sealed: the provider and its mailbox, how the wish is known, why it is not feasible. */
  declare data: Buffer;
  /** Sealed: the answer that the link gives, as it was when the link was made. */
  declare content: CreationOptional<Buffer | null>;
  /** Who recorded the wish: `person`, or a user for them. */
  declare askedBy: string;
  declare askedAt: Date;
  /** How often its link was made anew. */
  declare renewals: CreationOptional<number>;
  declare tokenHash: CreationOptional<string | null>;
  /** The letter with the present link. */
  declare letterId: CreationOptional<number | null>;
  declare sentAt: CreationOptional<Date | null>;
  declare expiresAt: CreationOptional<Date | null>;
  declare endedAt: CreationOptional<Date | null>;
  /** When the provider first opened its page with a code, of whichever link. */
  declare openedAt: CreationOptional<Date | null>;
  /** When the provider asked for another link; empty once it was sent. */
  declare askedAgainAt: CreationOptional<Date | null>;
  declare fetches: CreationOptional<number>;
  declare fetchedAt: CreationOptional<Date | null>;
}

export function defineTransmission(database: Sequelize): void {
  Transmission.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      organisationId: DataTypes.INTEGER,
      requestId: DataTypes.INTEGER,
      state: oneOf(TRANSMISSION_STATES),
      data: DataTypes.BLOB,
      content: DataTypes.BLOB,
      askedBy: DataTypes.STRING,
      askedAt: DataTypes.DATE,
      renewals: { type: DataTypes.INTEGER, defaultValue: 0 },
      tokenHash: DataTypes.STRING,
      letterId: DataTypes.INTEGER,
      sentAt: DataTypes.DATE,
      expiresAt: DataTypes.DATE,
      endedAt: DataTypes.DATE,
      openedAt: DataTypes.DATE,
      askedAgainAt: DataTypes.DATE,
      fetches: { type: DataTypes.INTEGER, defaultValue: 0 },
      fetchedAt: DataTypes.DATE,
    },
    { sequelize: database, tableName: 'transmissions' },
  );
}
