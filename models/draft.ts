import {
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';

/** A form that somebody is filling in, sealed under the desk's key, until it is sent or forgotten. */
export class Draft extends Model<InferAttributes<Draft>, InferCreationAttributes<Draft>> {
  declare tokenHash: string;
  declare organisationId: number;
  declare data: Buffer;
  declare expiresAt: Date;
}

export function defineDraft(database: Sequelize): void {
  Draft.init(
    {
      tokenHash: { type: DataTypes.STRING, primaryKey: true },
      organisationId: DataTypes.INTEGER,
      data: DataTypes.BLOB,
      expiresAt: DataTypes.DATE,
    },
    { sequelize: database, tableName: 'drafts' },
  );
}
