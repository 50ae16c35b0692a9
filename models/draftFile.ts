import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';

/** A file added to a form that is not sent yet. */
export class DraftFile extends Model<InferAttributes<DraftFile>, InferCreationAttributes<DraftFile>> {
  declare id: CreationOptional<number>;
  declare draftHash: string;
  declare data: Buffer;
  declare content: Buffer;
}

export function defineDraftFile(database: Sequelize): void {
  DraftFile.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      draftHash: DataTypes.STRING,
      data: DataTypes.BLOB,
      content: DataTypes.BLOB,
    },
    { sequelize: database, tableName: 'draft_files' },
  );
}
