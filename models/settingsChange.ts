import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';

/** The settings of an organisation whose changes are logged. */
export const SETTINGS_LOGGED = ['policies'] as const;

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
  /** JSON of the former value. */
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
      kind: DataTypes.STRING,
      was: DataTypes.TEXT,
      is: DataTypes.TEXT,
    },
    { sequelize: database, tableName: 'settings_changes' },
  );
}
