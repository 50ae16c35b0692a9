import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';

/** What a DPO has stated for the answer to a request so far, where no system shows it. */
export class AnswerDraft extends Model<InferAttributes<AnswerDraft>, InferCreationAttributes<AnswerDraft>> {
  declare id: CreationOptional<number>;
  declare requestId: number;
  /** Counts the savings: whoever saves names the version that they saw. */
  declare version: number;
  /** Sealed JSON: words by requirement. */
  declare stated: Buffer;
  declare savedBy: string;
  declare savedAt: Date;
}

export function defineAnswerDraft(database: Sequelize): void {
  AnswerDraft.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      requestId: DataTypes.INTEGER,
      version: DataTypes.INTEGER,
      stated: DataTypes.BLOB,
      savedBy: DataTypes.STRING,
      savedAt: DataTypes.DATE,
    },
    { sequelize: database, tableName: 'answer_drafts' },
  );
}
