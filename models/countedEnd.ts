import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import type { CalendarDate } from '../domain/calendar/calendarDate.ts';
import { OUTCOMES, type Outcome } from '../domain/lifecycle/status.ts';
import { CHANNELS, type Channel } from '../domain/lifecycle/vocabulary.ts';
import { type CountedEnd, STANDINGS, type Standing } from '../domain/reports/end.ts';
import type { Month } from '../domain/reports/month.ts';
import { RIGHTS, type Right } from '../domain/rights.ts';
import { oneOf } from './database/oneOf.ts';

/**
 * The end of a request as the figures of its month count it (decision 0027). When a later act changes it, the row that its month was
 * closed with stays, and what holds since is another row.
 */
export class CountedEndRow
  extends Model<InferAttributes<CountedEndRow>, InferCreationAttributes<CountedEndRow>>
  implements CountedEnd
{
  declare id: CreationOptional<number>;
  declare organisationId: number;
  declare requestId: number;
  declare month: Month;
  declare endedOn: CalendarDate;
  declare right: Right;
  declare policyId: string;
  declare channel: Channel;
  declare standing: Standing;
  declare days: number;
  declare daysLate: number | null;
  declare outcome: Outcome;
  declare grounds: string;
  declare identityAsked: boolean;
  declare pausedDays: number;
  declare pausedFor: string;
  /** Whether it stood when its month was closed, or stands in a month that is not closed yet. */
  declare atClose: boolean;
  /** Whether it holds now. */
  declare stands: boolean;
  declare countedAt: Date;
  /** When it ceased to hold, after its month was closed. */
  declare replacedAt: CreationOptional<Date | null>;
}

export function defineCountedEnd(database: Sequelize): void {
  CountedEndRow.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      organisationId: DataTypes.INTEGER,
      requestId: DataTypes.INTEGER,
      month: DataTypes.STRING,
      endedOn: DataTypes.STRING,
      right: oneOf(RIGHTS),
      policyId: DataTypes.STRING,
      channel: oneOf(CHANNELS),
      standing: oneOf(STANDINGS),
      days: DataTypes.INTEGER,
      daysLate: DataTypes.INTEGER,
      outcome: oneOf(OUTCOMES),
      grounds: DataTypes.TEXT,
      identityAsked: DataTypes.BOOLEAN,
      pausedDays: DataTypes.INTEGER,
      pausedFor: DataTypes.STRING,
      atClose: DataTypes.BOOLEAN,
      stands: DataTypes.BOOLEAN,
      countedAt: DataTypes.DATE,
      replacedAt: DataTypes.DATE,
    },
    { sequelize: database, tableName: 'counted_ends' },
  );
}
