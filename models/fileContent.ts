import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';

/** The bytes of a file, shared by everything that points to it: an unsent form, the requests made from it, an answer. */
export class FileContent extends Model<InferAttributes<FileContent>, InferCreationAttributes<FileContent>> {
  declare id: CreationOptional<number>;
  declare createdAt: Date;
}

/** A part of the file, sealed under the file's own key. */
export class FilePart extends Model<InferAttributes<FilePart>, InferCreationAttributes<FilePart>> {
  declare id: CreationOptional<number>;
  declare contentId: number;
  declare nth: number;
  declare sealed: Buffer;
}

export function defineFileContent(database: Sequelize): void {
  const id = { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true };
  FileContent.init({ id, createdAt: DataTypes.DATE }, { sequelize: database, tableName: 'file_contents' });
  FilePart.init(
    { id, contentId: DataTypes.INTEGER, nth: DataTypes.INTEGER, sealed: DataTypes.BLOB },
    { sequelize: database, tableName: 'file_parts' },
  );
}
