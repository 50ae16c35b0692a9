import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import { oneOf } from './database/oneOf.ts';

/** What of an organisation's settings has a log of its own. */
export const SETTINGS_LOGGED = [
  'policies',
  'system',
  'absence',
  'calendar-link',
  'letter-template',
  'letterhead',
  'phrase',
  'rehearsal',
] as const;

/** A change of an organisation's settings. Rows are never changed or deleted. */
export class SettingsChange extends Model<
  InferAttributes<SettingsChange>,
  InferCreationAttributes<SettingsChange>
> {
  declare id: CreationOptional<number>;
  declare organisationId: number;
  declare at: string;
  declare actor: string;
  declare kind: (typeof SETTINGS_LOGGED)[number];
  /** The row that it is about, of a kind that has several. */
  declare subjectId: CreationOptional<number | null>;
  /** JSON of what stood before. */
  declare was: string;
  declare is: string;
}

export function defineSettingsChange(database: Sequelize): void {
  SettingsChange.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      organisationId: DataTypes.INTEGER,
      at: DataTypes.STRING,
      actor: DataTypes.STRING,
      kind: oneOf(SETTINGS_LOGGED),
      subjectId: DataTypes.INTEGER,
      was: DataTypes.TEXT,
      is: DataTypes.TEXT,
    },
    { sequelize: database, tableName: 'settings_changes' },
  );
}
