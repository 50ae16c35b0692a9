import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';

/** A word that an organisation sorts its requests by. It stays when no request has it any more: the log names it by its number. */
export class TagRow extends Model<InferAttributes<TagRow>, InferCreationAttributes<TagRow>> {
  declare id: CreationOptional<number>;
  declare organisationId: number;
  declare name: string;
  /** What its spellings share. */
  declare nameKey: string;
}

/** That a request has a tag. The request's own column repeats it for lists. */
export class RequestTag extends Model<InferAttributes<RequestTag>, InferCreationAttributes<RequestTag>> {
  declare id: CreationOptional<number>;
  declare requestId: number;
  declare tagId: number;
}

export function defineTag(database: Sequelize): void {
  TagRow.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      organisationId: DataTypes.INTEGER,
      name: DataTypes.STRING,
      nameKey: DataTypes.STRING,
    },
    { sequelize: database, tableName: 'tags' },
  );
  RequestTag.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      requestId: DataTypes.INTEGER,
      tagId: DataTypes.INTEGER,
    },
    { sequelize: database, tableName: 'request_tags' },
  );
}
