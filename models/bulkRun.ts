import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import { BULK_ACTS, type BulkAct } from '../domain/lifecycle/bulk.ts';
import { oneOf } from './database/oneOf.ts';

/** An act on many requests at once. What it did to each stands in its items and in the log of each request. */
export class BulkRun extends Model<InferAttributes<BulkRun>, InferCreationAttributes<BulkRun>> {
  declare id: CreationOptional<number>;
  declare organisationId: number;
  declare act: BulkAct;
  declare actor: string;
  /** To whom an assignment gave them. */
  declare assigneeId: CreationOptional<number | null>;
  /** The tag that it gave or took. */
  declare tagId: CreationOptional<number | null>;
  declare begunAt: Date;
  /** When it last did something. */
  declare touchedAt: CreationOptional<Date | null>;
  /** Empty while it is under way, and if it was broken off: what it had done until then stands. */
  declare endedAt: CreationOptional<Date | null>;
}

/** What became of one request in it. */
export class BulkItem extends Model<InferAttributes<BulkItem>, InferCreationAttributes<BulkItem>> {
  declare id: CreationOptional<number>;
  declare runId: number;
  declare requestId: number;
  /** Whether its turn has not come yet. */
  declare isWaiting: CreationOptional<boolean | null>;
  /** The version that the author of the act saw. */
  declare seen: CreationOptional<number | null>;
  /** JSON: why it was left out; empty if it was done. */
  declare obstacle: CreationOptional<string | null>;
  /** Whose it was before. */
  declare was: CreationOptional<number | null>;
  declare takenBackAt: CreationOptional<Date | null>;
  declare takenBackBy: CreationOptional<string | null>;
  /** JSON: why it could not be taken back. */
  declare keptFor: CreationOptional<string | null>;
}

export function defineBulkRun(database: Sequelize): void {
  BulkRun.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      organisationId: DataTypes.INTEGER,
      act: oneOf(BULK_ACTS),
      actor: DataTypes.STRING,
      assigneeId: DataTypes.INTEGER,
      tagId: DataTypes.INTEGER,
      begunAt: DataTypes.DATE,
      touchedAt: DataTypes.DATE,
      endedAt: DataTypes.DATE,
    },
    { sequelize: database, tableName: 'bulk_runs' },
  );
  BulkItem.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      runId: DataTypes.INTEGER,
      requestId: DataTypes.INTEGER,
      isWaiting: DataTypes.BOOLEAN,
      seen: DataTypes.INTEGER,
      obstacle: DataTypes.TEXT,
      was: DataTypes.INTEGER,
      takenBackAt: DataTypes.DATE,
      takenBackBy: DataTypes.STRING,
      keptFor: DataTypes.TEXT,
    },
    { sequelize: database, tableName: 'bulk_items' },
  );
}
