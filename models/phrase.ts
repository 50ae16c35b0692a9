import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';

/** A short answer that colleagues keep, to be put into a letter or a message. It names no person. */
export class Phrase extends Model<InferAttributes<Phrase>, InferCreationAttributes<Phrase>> {
  declare id: CreationOptional<number>;
  declare organisationId: number;
  declare name: string;
  declare text: string;
  declare version: CreationOptional<number>;
  declare createdAt: Date;
}

export function definePhrase(database: Sequelize): void {
  Phrase.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      organisationId: DataTypes.INTEGER,
      name: DataTypes.STRING,
      text: DataTypes.TEXT,
      version: { type: DataTypes.INTEGER, defaultValue: 1 },
      createdAt: DataTypes.DATE,
    },
    { sequelize: database, tableName: 'phrases' },
  );
}
