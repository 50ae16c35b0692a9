import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';

/** An answer that the person can fetch by a link until it expires. */
export class AnswerPackage extends Model<
  InferAttributes<AnswerPackage>,
  InferCreationAttributes<AnswerPackage>
> {
  declare id: CreationOptional<number>;
  declare requestId: number;
  declare organisationId: number;
  declare tokenHash: string;
  /** Sealed: the answer's words and the ids of its files. */
  declare data: Buffer;
  declare expiresAt: Date;
  declare createdAt: Date;
}

export function defineAnswerPackage(database: Sequelize): void {
  AnswerPackage.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      requestId: DataTypes.INTEGER,
      organisationId: DataTypes.INTEGER,
      tokenHash: DataTypes.STRING,
      data: DataTypes.BLOB,
      expiresAt: DataTypes.DATE,
      createdAt: DataTypes.DATE,
    },
    { sequelize: database, tableName: 'answer_packages' },
  );
}
