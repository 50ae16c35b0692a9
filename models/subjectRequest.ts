import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import type { CalendarDate } from '../domain/calendar/calendarDate.ts';
import type { Outcome, Status } from '../domain/lifecycle/status.ts';
import type { Channel, Language } from '../domain/lifecycle/vocabulary.ts';
import type { Right } from '../domain/rights.ts';

/** One request of one person about one right. Its dates are derived from its facts (DESIGN.md 1.1). */
export class SubjectRequest extends Model<
  InferAttributes<SubjectRequest>,
  InferCreationAttributes<SubjectRequest>
> {
  declare id: CreationOptional<number>;
  declare organisationId: number;
  declare submissionId: number;
  declare reference: string;
  declare right: Right;
  declare channel: Channel;
  declare language: Language;
  declare personName: string;
  declare personEmail: CreationOptional<string | null>;
  declare searchText: string;
  declare details: Buffer;
  declare wrappedKey: CreationOptional<Buffer | null>;
  declare policyId: string;
  declare policyVersion: string;
  declare calendar: string;
  /** JSON of the days declared late, by which dates are counted. */
  declare declaredDays: CreationOptional<string>;
  /** JSON of the organisation's own numbers, by which dates are counted. */
  declare clockOverrides: CreationOptional<string>;
  declare zone: string;
  declare receivedAt: Date;
  declare receivedOn: CalendarDate;
  declare receivedByDay: boolean;
  declare status: Status;
  declare outcome: CreationOptional<Outcome | null>;
  declare assigneeId: CreationOptional<number | null>;
  declare mailboxNeeded: boolean;
  declare nextLateAt: CreationOptional<Date | null>;
  declare nextClock: CreationOptional<string | null>;
  declare nextDueOn: CreationOptional<CalendarDate | null>;
  declare warnAt: CreationOptional<Date | null>;
  declare version: CreationOptional<number>;
  declare createdAt: Date;
  declare closedAt: CreationOptional<Date | null>;
}

export function defineSubjectRequest(database: Sequelize): void {
  SubjectRequest.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      organisationId: DataTypes.INTEGER,
      submissionId: DataTypes.INTEGER,
      reference: DataTypes.STRING,
      right: DataTypes.STRING,
      channel: DataTypes.STRING,
      language: DataTypes.STRING,
      personName: DataTypes.STRING,
      personEmail: DataTypes.STRING,
      searchText: DataTypes.TEXT,
      details: DataTypes.BLOB,
      wrappedKey: DataTypes.BLOB,
      policyId: DataTypes.STRING,
      policyVersion: DataTypes.STRING,
      calendar: DataTypes.STRING,
      declaredDays: { type: DataTypes.TEXT, defaultValue: '[]' },
      clockOverrides: { type: DataTypes.TEXT, defaultValue: '[]' },
      zone: DataTypes.STRING,
      receivedAt: DataTypes.DATE,
      receivedOn: DataTypes.STRING,
      receivedByDay: DataTypes.BOOLEAN,
      status: DataTypes.STRING,
      outcome: DataTypes.STRING,
      assigneeId: DataTypes.INTEGER,
      mailboxNeeded: DataTypes.BOOLEAN,
      nextLateAt: DataTypes.DATE,
      nextClock: DataTypes.STRING,
      nextDueOn: DataTypes.STRING,
      warnAt: DataTypes.DATE,
      version: { type: DataTypes.INTEGER, defaultValue: 1 },
      createdAt: DataTypes.DATE,
      closedAt: DataTypes.DATE,
    },
    { sequelize: database, tableName: 'subject_requests' },
  );
}
