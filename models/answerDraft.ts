import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';

/**
 * What a DPO has written for the answer to a request so far: statements where no system shows something, words of its contents, and
 * what is typed in its form.
 */
export class AnswerDraft extends Model<InferAttributes<AnswerDraft>, InferCreationAttributes<AnswerDraft>> {
  declare id: CreationOptional<number>;
  declare requestId: number;
  /** Counts the savings: whoever saves names the version that they saw. */
  declare version: number;
  /** Sealed JSON: words by requirement. */
  declare stated: Buffer;
  /** Sealed JSON: the DPO's words by part of the contents, with what they rest on; counted by a version of their own. */
  declare words: CreationOptional<Buffer | null>;
  declare wordsVersion: CreationOptional<number>;
  /** Sealed JSON: what is typed in the form of the answer, by field; counted by a version of its own. */
  declare typed: CreationOptional<Buffer | null>;
  declare typedVersion: CreationOptional<number>;
  declare typedBy: CreationOptional<string | null>;
  declare typedAt: CreationOptional<Date | null>;
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
      words: DataTypes.BLOB,
      wordsVersion: { type: DataTypes.INTEGER, defaultValue: 0 },
      typed: DataTypes.BLOB,
      typedVersion: { type: DataTypes.INTEGER, defaultValue: 0 },
      typedBy: DataTypes.STRING,
      typedAt: DataTypes.DATE,
      savedBy: DataTypes.STRING,
      savedAt: DataTypes.DATE,
    },
    { sequelize: database, tableName: 'answer_drafts' },
  );
}
