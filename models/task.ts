import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import type { CalendarDate } from '../domain/calendar/calendarDate.ts';
import { TASK_KINDS, TASK_STATES, type TaskKind, type TaskState } from '../domain/tasks/task.ts';
import { oneOf } from './database/oneOf.ts';

/** What the owner of a system is asked to do for a request. Words and results are sealed under the request's key. */
export class SystemTask extends Model<InferAttributes<SystemTask>, InferCreationAttributes<SystemTask>> {
  declare id: CreationOptional<number>;
  declare organisationId: number;
  declare requestId: number;
  declare systemId: number;
  declare kind: TaskKind;
  declare state: TaskState;
  /** Sealed: what to do, where the DPO worded it for this request. */
  declare words: CreationOptional<Buffer | null>;
  declare dueOn: CreationOptional<CalendarDate | null>;
  /** The clock that it serves. */
  declare clock: CreationOptional<string | null>;
  /** JSON: the steps that explain the due day. */
  declare because: string;
  declare leadDays: number;
  /** The link of whoever was asked. */
  declare linkId: CreationOptional<number | null>;
  /** The DPO chose whom to ask: the task does not follow the register. */
  declare askedByHand: CreationOptional<boolean>;
  declare askedAt: CreationOptional<Date | null>;
  /** The local day of `askedAt`. */
  declare askedOn: CreationOptional<CalendarDate | null>;
  /** From which day it is chased, if not from `askedOn`; empty while a system that comes first has not answered. */
  declare chaseFrom: CreationOptional<string | null>;
  /** The local day on which it came to another link: the deputy's, or a new owner's. */
  declare movedOn: CreationOptional<CalendarDate | null>;
  declare answeredAt: CreationOptional<Date | null>;
  /** Sealed JSON: what the owner answered, or why the DPO dropped it. */
  declare result: CreationOptional<Buffer | null>;
  /** The task that asks the same again: this one is history. */
  declare askedAgainAs: CreationOptional<number | null>;
  /** The request from which it came when that was merged into this one. */
  declare movedFrom: CreationOptional<number | null>;
  declare createdAt: Date;
}

export function defineTask(database: Sequelize): void {
  SystemTask.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      organisationId: DataTypes.INTEGER,
      requestId: DataTypes.INTEGER,
      systemId: DataTypes.INTEGER,
      kind: oneOf(TASK_KINDS),
      state: oneOf(TASK_STATES),
      words: DataTypes.BLOB,
      dueOn: DataTypes.STRING,
      clock: DataTypes.STRING,
      because: DataTypes.TEXT,
      leadDays: DataTypes.INTEGER,
      linkId: DataTypes.INTEGER,
      askedByHand: { type: DataTypes.BOOLEAN, defaultValue: false },
      askedAt: DataTypes.DATE,
      askedOn: DataTypes.STRING,
      chaseFrom: DataTypes.STRING,
      movedOn: DataTypes.STRING,
      answeredAt: DataTypes.DATE,
      result: DataTypes.BLOB,
      askedAgainAs: DataTypes.INTEGER,
      movedFrom: DataTypes.INTEGER,
      createdAt: DataTypes.DATE,
    },
    { sequelize: database, tableName: 'tasks' },
  );
}
