import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import type { Language } from '../domain/languages.ts';
import { LANGUAGES } from '../domain/languages.ts';
import {
  LETTER_CHANNELS,
  LETTER_KINDS,
  LETTER_STATES,
  type LetterChannel,
  type LetterKind,
  type LetterState,
} from '../domain/lifecycle/vocabulary.ts';
import { oneOf } from './database/oneOf.ts';

/** A letter, waiting or sent. It is also the ledger that prevents a second reminder: `ledgerKey` is unique. */
export class Letter extends Model<InferAttributes<Letter>, InferCreationAttributes<Letter>> {
  declare id: CreationOptional<number>;
  declare organisationId: number;
  declare requestId: CreationOptional<number | null>;
  declare ledgerKey: string;
  declare kind: LetterKind;
  declare language: Language;
  declare recipient: string;
  declare data: CreationOptional<Buffer | null>;
  declare text: CreationOptional<Buffer | null>;
  declare state: LetterState;
  declare channel: LetterChannel;
  declare messageId: string;
  declare attempts: CreationOptional<number>;
  declare nextAttemptAt: CreationOptional<Date | null>;
  declare claimedUntil: CreationOptional<Date | null>;
  declare lastError: CreationOptional<string | null>;
  declare perhapsTakenAt: CreationOptional<Date | null>;
  declare deadlineId: CreationOptional<number | null>;
  declare dueMoment: CreationOptional<Date | null>;
  declare step: CreationOptional<string | null>;
  declare createdAt: Date;
  declare sentAt: CreationOptional<Date | null>;
}

export function defineLetter(database: Sequelize): void {
  Letter.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      organisationId: DataTypes.INTEGER,
      requestId: DataTypes.INTEGER,
      ledgerKey: DataTypes.STRING,
      kind: oneOf(LETTER_KINDS),
      language: oneOf(LANGUAGES),
      recipient: DataTypes.STRING,
      data: DataTypes.BLOB,
      text: DataTypes.BLOB,
      state: oneOf(LETTER_STATES),
      channel: oneOf(LETTER_CHANNELS),
      messageId: DataTypes.STRING,
      attempts: { type: DataTypes.INTEGER, defaultValue: 0 },
      nextAttemptAt: DataTypes.DATE,
      claimedUntil: DataTypes.DATE,
      lastError: DataTypes.STRING,
      perhapsTakenAt: DataTypes.DATE,
      deadlineId: DataTypes.INTEGER,
      dueMoment: DataTypes.DATE,
      step: DataTypes.STRING,
      createdAt: DataTypes.DATE,
      sentAt: DataTypes.DATE,
    },
    { sequelize: database, tableName: 'letters' },
  );
}
