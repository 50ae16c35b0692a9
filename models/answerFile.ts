import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import { FILE_DECISIONS, type FileDecision } from '../domain/answers/answerFile.ts';
import { oneOf } from './database/oneOf.ts';

/** What was decided about one file of the answer to a request, and the copy of it that leaves. */
export class AnswerFile extends Model<InferAttributes<AnswerFile>, InferCreationAttributes<AnswerFile>> {
  declare id: CreationOptional<number>;
  declare requestId: number;
  /** The file as it came. It never leaves. */
  declare attachmentId: number;
  /** The copy that leaves: without what was removed, and without the metadata. */
  declare copyId: CreationOptional<number | null>;
  /** Counts the decisions: whoever decides names the version that they saw. */
  declare version: number;
  declare decision: CreationOptional<FileDecision | null>;
  /** The keyed digest of the bytes that were released: of others the release says nothing. */
  declare digest: CreationOptional<string | null>;
  /** Sealed JSON: what is removed, what became of it, why it is left out. */
  declare data: Buffer;
  declare decidedBy: CreationOptional<string | null>;
  declare decidedAt: CreationOptional<Date | null>;
}

export function defineAnswerFile(database: Sequelize): void {
  AnswerFile.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      requestId: DataTypes.INTEGER,
      attachmentId: DataTypes.INTEGER,
      copyId: DataTypes.INTEGER,
      version: DataTypes.INTEGER,
      decision: oneOf(FILE_DECISIONS),
      digest: DataTypes.STRING,
      data: DataTypes.BLOB,
      decidedBy: DataTypes.STRING,
      decidedAt: DataTypes.DATE,
    },
    { sequelize: database, tableName: 'answer_files' },
  );
}
