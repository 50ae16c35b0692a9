import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';

/** One form, or one letter logged by hand: the requests made together share it. */
export class Submission extends Model<InferAttributes<Submission>, InferCreationAttributes<Submission>> {
  declare id: CreationOptional<number>;
  declare organisationId: number;
  declare formKey: string;
  declare statusTokenHash: string;
  declare mailboxTokenHash: CreationOptional<string | null>;
  /** The number of corrections of the person's address: each mailbox has its own links. */
  declare mailboxChanges: CreationOptional<number>;
  declare createdAt: Date;
}

export function defineSubmission(database: Sequelize): void {
  Submission.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      organisationId: DataTypes.INTEGER,
      formKey: DataTypes.STRING,
      statusTokenHash: DataTypes.STRING,
      mailboxTokenHash: DataTypes.STRING,
      mailboxChanges: { type: DataTypes.INTEGER, defaultValue: 0 },
      createdAt: DataTypes.DATE,
    },
    { sequelize: database, tableName: 'submissions' },
  );
}
