import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import type { AttachmentPurpose } from '../domain/lifecycle/vocabulary.ts';
import { ATTACHMENT_PURPOSES } from '../domain/lifecycle/vocabulary.ts';
import { oneOf } from './database/oneOf.ts';

/** A file of a request, sealed under the request's key; its name and type are in `data`. */
export class Attachment extends Model<InferAttributes<Attachment>, InferCreationAttributes<Attachment>> {
  declare id: CreationOptional<number>;
  declare organisationId: number;
  declare requestId: number;
  declare purpose: AttachmentPurpose;
  declare data: CreationOptional<Buffer | null>;
  declare content: CreationOptional<Buffer | null>;
  /** Where its bytes are, if not in `content`: several requests of one form share them. The key to them is in `data`. */
  declare contentId: CreationOptional<number | null>;
  declare size: number;
  declare digest: string;
  declare createdAt: Date;
  declare destroyedAt: CreationOptional<Date | null>;
}

export function defineAttachment(database: Sequelize): void {
  Attachment.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      organisationId: DataTypes.INTEGER,
      requestId: DataTypes.INTEGER,
      purpose: oneOf(ATTACHMENT_PURPOSES),
      data: DataTypes.BLOB,
      content: DataTypes.BLOB,
      contentId: DataTypes.INTEGER,
      size: DataTypes.INTEGER,
      digest: DataTypes.STRING,
      createdAt: DataTypes.DATE,
      destroyedAt: DataTypes.DATE,
    },
    { sequelize: database, tableName: 'attachments' },
  );
}
