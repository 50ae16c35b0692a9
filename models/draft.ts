import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';

/** A form being filled in, sealed under the desk's key, until it is sent or expires. */
export class Draft extends Model<InferAttributes<Draft>, InferCreationAttributes<Draft>> {
  declare tokenHash: string;
  /** The hash of the secret of the browser that began it; null for files of a staff form. */
  declare browserHash: CreationOptional<string | null>;
  declare organisationId: number;
  declare data: Buffer;
  declare expiresAt: Date;
}

export function defineDraft(database: Sequelize): void {
  Draft.init(
    {
      tokenHash: { type: DataTypes.STRING, primaryKey: true },
      browserHash: DataTypes.STRING,
      organisationId: DataTypes.INTEGER,
      data: DataTypes.BLOB,
      expiresAt: DataTypes.DATE,
    },
    { sequelize: database, tableName: 'drafts' },
  );
}
