import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import { LANGUAGES, type Language } from '../domain/languages.ts';
import { TEMPLATE_KINDS, type TemplateKind } from '../domain/letters/parts.ts';
import { RIGHTS, type Right } from '../domain/rights.ts';
import { oneOf } from './database/oneOf.ts';

/** A letter in an organisation's own words. Its former words are in the log of the settings. */
export class LetterTemplate extends Model<
  InferAttributes<LetterTemplate>,
  InferCreationAttributes<LetterTemplate>
> {
  declare id: CreationOptional<number>;
  declare organisationId: number;
  declare kind: TemplateKind;
  /** For letters about one right, and under one policy; null for all. */
  declare right: Right | null;
  declare policy: string | null;
  declare language: Language;
  declare subject: string;
  declare body: string;
  /** False while it is set aside: the letters are then those of the desk, or of a template for more of them. */
  declare isUsed: boolean;
  declare version: CreationOptional<number>;
  declare createdAt: Date;
}

export function defineLetterTemplate(database: Sequelize): void {
  LetterTemplate.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      organisationId: DataTypes.INTEGER,
      kind: oneOf(TEMPLATE_KINDS),
      right: oneOf(RIGHTS),
      policy: DataTypes.STRING,
      language: oneOf(LANGUAGES),
      subject: DataTypes.TEXT,
      body: DataTypes.TEXT,
      isUsed: DataTypes.BOOLEAN,
      version: { type: DataTypes.INTEGER, defaultValue: 1 },
      createdAt: DataTypes.DATE,
    },
    { sequelize: database, tableName: 'letter_templates' },
  );
}
