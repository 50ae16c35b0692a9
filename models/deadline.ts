import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import type { CalendarDate } from '../domain/calendar/calendarDate.ts';
import {
  DEADLINE_KINDS,
  DEADLINE_STATES,
  type Deadline,
  type DeadlineState,
} from '../domain/deadlines/deadline.ts';
import { oneOf } from './database/oneOf.ts';

/**
 * A computed deadline, stored so that lists and jobs can use an index. It always equals the result of `deadlinesOf` for
 * the facts.
 */
export class DeadlineRow extends Model<InferAttributes<DeadlineRow>, InferCreationAttributes<DeadlineRow>> {
  declare id: CreationOptional<number>;
  declare requestId: number;
  declare organisationId: number;
  declare clock: string;
  declare pack: string;
  declare title: string;
  declare kind: Deadline['kind'];
  declare advisory: boolean;
  declare former: CreationOptional<boolean>;
  declare state: DeadlineState;
  declare startsAt: CreationOptional<Date | null>;
  declare nominalOn: CreationOptional<CalendarDate | null>;
  declare dueOn: CreationOptional<CalendarDate | null>;
  declare safeOn: CreationOptional<CalendarDate | null>;
  declare dueAt: CreationOptional<Date | null>;
  declare targetAt: CreationOptional<Date | null>;
  declare outerAt: CreationOptional<Date | null>;
  declare lateAt: CreationOptional<Date | null>;
  declare warnAt: CreationOptional<Date | null>;
  declare firstReminderOn: CreationOptional<CalendarDate | null>;
  declare secondReminderOn: CreationOptional<CalendarDate | null>;
  declare lastReminderOn: CreationOptional<CalendarDate | null>;
  declare endedAt: CreationOptional<Date | null>;
  declare stoodStill: CreationOptional<true | null>;
  declare source: string;
  declare chosen: CreationOptional<string | null>;
  declare confirmed: boolean;
  declare because: string;
}

export function defineDeadlineRow(database: Sequelize): void {
  DeadlineRow.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      requestId: DataTypes.INTEGER,
      organisationId: DataTypes.INTEGER,
      clock: DataTypes.STRING,
      pack: DataTypes.STRING,
      title: DataTypes.TEXT,
      kind: oneOf(DEADLINE_KINDS),
      advisory: DataTypes.BOOLEAN,
      former: { type: DataTypes.BOOLEAN, defaultValue: false },
      state: oneOf(DEADLINE_STATES),
      startsAt: DataTypes.DATE,
      nominalOn: DataTypes.STRING,
      dueOn: DataTypes.STRING,
      safeOn: DataTypes.STRING,
      dueAt: DataTypes.DATE,
      targetAt: DataTypes.DATE,
      outerAt: DataTypes.DATE,
      lateAt: DataTypes.DATE,
      warnAt: DataTypes.DATE,
      firstReminderOn: DataTypes.STRING,
      secondReminderOn: DataTypes.STRING,
      lastReminderOn: DataTypes.STRING,
      endedAt: DataTypes.DATE,
      stoodStill: DataTypes.BOOLEAN,
      source: DataTypes.STRING,
      chosen: DataTypes.TEXT,
      confirmed: DataTypes.BOOLEAN,
      because: DataTypes.TEXT,
    },
    { sequelize: database, tableName: 'deadlines' },
  );
}
