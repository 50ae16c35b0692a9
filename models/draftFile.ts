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
  /** Empty if `contentId` points to the bytes. */
  declare content: Buffer;
  declare contentId: CreationOptional<number | null>;
}

export function defineDraftFile(database: Sequelize): void {
  DraftFile.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      draftHash: DataTypes.STRING,
      data: DataTypes.BLOB,
      content: DataTypes.BLOB,
      contentId: DataTypes.INTEGER,
    },
    { sequelize: database, tableName: 'draft_files' },
  );
}
