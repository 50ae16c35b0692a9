import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';

/**
 * A worksheet on why a request is manifestly unfounded or excessive, as it was saved once. Rows are only added: what a refusal rested
 * on stays, and its event names the version.
 */
export class WorksheetRow extends Model<
  InferAttributes<WorksheetRow>,
  InferCreationAttributes<WorksheetRow>
> {
  declare id: CreationOptional<number>;
  declare requestId: number;
  /** Counts the savings of a request from 1. */
  declare version: number;
  /** Sealed JSON: the answers by field. */
  declare content: Buffer;
  declare savedBy: string;
  declare savedAt: Date;
}

export function defineWorksheet(database: Sequelize): void {
  WorksheetRow.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      requestId: DataTypes.INTEGER,
      version: DataTypes.INTEGER,
      content: DataTypes.BLOB,
      savedBy: DataTypes.STRING,
      savedAt: DataTypes.DATE,
    },
    { sequelize: database, tableName: 'worksheets' },
  );
}
