import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';

/**
 * One of the prints of what a person wrote, to find requests in nearly the same words without opening any. Made at receipt with a secret of the
 * desk; whatever erases the text erases its prints.
 */
export class TextPrint extends Model<InferAttributes<TextPrint>, InferCreationAttributes<TextPrint>> {
  declare id: CreationOptional<number>;
  declare requestId: number;
  declare organisationId: number;
  /** Which of the prints it is, and its value. */
  declare print: string;
}

export function defineTextPrint(database: Sequelize): void {
  TextPrint.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      requestId: DataTypes.INTEGER,
      organisationId: DataTypes.INTEGER,
      print: DataTypes.STRING,
    },
    { sequelize: database, tableName: 'text_prints' },
  );
}
