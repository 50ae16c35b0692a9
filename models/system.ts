import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import type { CalendarDate } from '../domain/calendar/calendarDate.ts';
import { LANGUAGES, type Language } from '../domain/languages.ts';
import { SYSTEM_KINDS, type SystemKind } from '../domain/systems/system.ts';
import { oneOf } from './database/oneOf.ts';

/** A system of an organisation that holds personal data, as its register has it (domain/systems/system.ts). It is ended, never deleted. */
export class System extends Model<InferAttributes<System>, InferCreationAttributes<System>> {
  declare id: CreationOptional<number>;
  declare organisationId: number;
  declare name: string;
  /** The name as names are compared; unique in an organisation. */
  declare nameKey: string;
  declare kind: SystemKind;
  declare purpose: string;
  /** JSON lists. */
  declare categories: string;
  declare identifiers: string;
  declare source: string;
  declare retention: string;
  declare place: string;
  declare safeguard: string;
  declare ownerName: string;
  declare ownerEmail: string;
  declare ownerLanguage: Language;
  declare deputyEmail: string;
  declare absentUntil: CreationOptional<CalendarDate | null>;
  /** JSON: how to act, by right. */
  declare instructions: string;
  declare leadDays: number;
  declare backupDays: CreationOptional<number | null>;
  /** JSON: the names of the systems before it. */
  declare after: string;
  declare activeFrom: CreationOptional<CalendarDate | null>;
  declare activeUntil: CreationOptional<CalendarDate | null>;
  declare version: CreationOptional<number>;
  declare createdAt: Date;
}

export function defineSystem(database: Sequelize): void {
  System.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      organisationId: DataTypes.INTEGER,
      name: DataTypes.STRING,
      nameKey: DataTypes.STRING,
      kind: oneOf(SYSTEM_KINDS),
      purpose: DataTypes.TEXT,
      categories: DataTypes.TEXT,
      identifiers: DataTypes.TEXT,
      source: DataTypes.TEXT,
      retention: DataTypes.TEXT,
      place: DataTypes.STRING,
      safeguard: DataTypes.TEXT,
      ownerName: DataTypes.STRING,
      ownerEmail: DataTypes.STRING,
      ownerLanguage: oneOf(LANGUAGES),
      deputyEmail: DataTypes.STRING,
      absentUntil: DataTypes.STRING,
      instructions: DataTypes.TEXT,
      leadDays: DataTypes.INTEGER,
      backupDays: DataTypes.INTEGER,
      after: { type: DataTypes.TEXT, field: 'after_systems' },
      activeFrom: DataTypes.STRING,
      activeUntil: DataTypes.STRING,
      version: { type: DataTypes.INTEGER, defaultValue: 1 },
      createdAt: DataTypes.DATE,
    },
    { sequelize: database, tableName: 'systems' },
  );
}
