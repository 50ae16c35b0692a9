import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';

/** A list of requests that somebody kept by a name: the query of its address. */
export class SavedView extends Model<InferAttributes<SavedView>, InferCreationAttributes<SavedView>> {
  declare id: CreationOptional<number>;
  declare organisationId: number;
  declare userId: number;
  declare name: string;
  declare query: string;
  declare isShared: boolean;
  declare createdAt: Date;
}

export function defineSavedView(database: Sequelize): void {
  SavedView.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      organisationId: DataTypes.INTEGER,
      userId: DataTypes.INTEGER,
      name: DataTypes.STRING,
      query: DataTypes.TEXT,
      isShared: DataTypes.BOOLEAN,
      createdAt: DataTypes.DATE,
    },
    { sequelize: database, tableName: 'saved_views' },
  );
}
