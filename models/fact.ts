import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import type { FactName } from '../domain/lifecycle/vocabulary.ts';
import { FACT_NAMES } from '../domain/lifecycle/vocabulary.ts';
import { oneOf } from './database/oneOf.ts';

/** A dated fact of a request. Facts are added and undone, never changed. */
export class Fact extends Model<InferAttributes<Fact>, InferCreationAttributes<Fact>> {
  declare id: CreationOptional<number>;
  declare requestId: number;
  declare name: FactName;
  /** The promise that was met or cancelled, or the reason of a pause. */
  declare about: CreationOptional<string | null>;
  /** The pack of that promise; older facts have none. */
  declare pack: CreationOptional<string | null>;
  declare at: Date;
  declare detail: CreationOptional<Buffer | null>;
  declare actor: string;
  declare recordedAt: Date;
  declare undoneAt: CreationOptional<Date | null>;
  /** Who undid it, and why: the reason is sealed. */
  declare undoneBy: CreationOptional<string | null>;
  declare undoneFor: CreationOptional<Buffer | null>;
  /** The letter that carries it: the fact is effective once that letter has gone out, unless it comes back. */
  declare letterId: CreationOptional<number | null>;
}

export function defineFact(database: Sequelize): void {
  Fact.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      requestId: DataTypes.INTEGER,
      name: oneOf(FACT_NAMES),
      about: DataTypes.STRING,
      pack: DataTypes.STRING,
      at: DataTypes.DATE,
      detail: DataTypes.BLOB,
      actor: DataTypes.STRING,
      recordedAt: DataTypes.DATE,
      undoneAt: DataTypes.DATE,
      undoneBy: DataTypes.STRING,
      undoneFor: DataTypes.BLOB,
      letterId: DataTypes.INTEGER,
    },
    { sequelize: database, tableName: 'facts' },
  );
}
