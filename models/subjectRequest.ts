import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import type { CalendarDate } from '../domain/calendar/calendarDate.ts';
import { type Edition, PRESENT_EDITION } from '../domain/edition.ts';
import type { Language } from '../domain/languages.ts';
import { LANGUAGES } from '../domain/languages.ts';
import type { ExtensionState } from '../domain/lifecycle/record.ts';
import { EXTENSION_STATES } from '../domain/lifecycle/record.ts';
import type { Outcome, Status } from '../domain/lifecycle/status.ts';
import { OUTCOMES, STATUSES } from '../domain/lifecycle/status.ts';
import type { Undelivered } from '../domain/lifecycle/undelivered.ts';
import { UNDELIVERED } from '../domain/lifecycle/undelivered.ts';
import type { Channel } from '../domain/lifecycle/vocabulary.ts';
import { CHANNELS } from '../domain/lifecycle/vocabulary.ts';
import { MATTER_KINDS, type MatterKind } from '../domain/matterKinds.ts';
import type { Right } from '../domain/rights.ts';
import { RIGHTS } from '../domain/rights.ts';
import { oneOf } from './database/oneOf.ts';

/** One request of one person about one right. Its dates are derived from its facts (decision 0004). */
export class SubjectRequest extends Model<
  InferAttributes<SubjectRequest>,
  InferCreationAttributes<SubjectRequest>
> {
  declare id: CreationOptional<number>;
  declare organisationId: number;
  /** What it is; beside requests the table has room for what else has dates, a log, letters and files (decision 0023). */
  declare kind: CreationOptional<MatterKind>;
  declare submissionId: number;
  declare reference: string;
  declare right: Right;
  declare channel: Channel;
  declare language: Language;
  declare personName: string;
  declare personEmail: CreationOptional<string | null>;
  declare searchText: string;
  /** A key to find other requests by the same name; empty once the person was erased. */
  declare nameKey: CreationOptional<string | null>;
  /** A digest to find the customer number by; empty if it has none, null if not computed yet. */
  declare customerDigest: CreationOptional<string | null>;
  /** The person whose data it is, if somebody else made the request; empty if nobody did, null if not known yet. */
  declare clientName: CreationOptional<string | null>;
  declare details: Buffer;
  declare wrappedKey: CreationOptional<Buffer | null>;
  declare policyId: string;
  declare policyVersion: string;
  /** What decides the choice of a policy. */
  declare residence: CreationOptional<string | null>;
  declare category: CreationOptional<string | null>;
  /**
   * The customer whose service it is about, as typed. Stored unencrypted like the person's name and address, because the policy is
   * looked up for every open request at once, and the register exports it. The log has only a digest; whatever erases the name
   * erases it.
   */
  declare customer: CreationOptional<string | null>;
  /** The policy that a person chose by hand, overriding the organisation's list. */
  declare chosenPolicy: CreationOptional<string | null>;
  /** JSON of the conditions in the list's row that decided its policy; `{}` for the row for all requests. */
  declare decidedBy: CreationOptional<string>;
  declare calendar: string;
  /** JSON of the declared days, which dates take into account. */
  declare declaredDays: CreationOptional<string>;
  /** JSON of the organisation's own periods, which dates take into account. */
  declare clockOverrides: CreationOptional<string>;
  /** The edition of the desk's rules that computes its dates. */
  declare edition: CreationOptional<Edition>;
  /** JSON of the promises kept from former policies. */
  declare keptPromises: CreationOptional<string>;
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
  declare nextPack: CreationOptional<string | null>;
  declare nextDueOn: CreationOptional<CalendarDate | null>;
  declare warnAt: CreationOptional<Date | null>;
  /** Since when the desk waits for the person. */
  declare waitingSince: CreationOptional<Date | null>;
  declare answeredAt: CreationOptional<Date | null>;
  declare firstAnsweredAt: CreationOptional<Date | null>;
  declare replyDueOn: CreationOptional<CalendarDate | null>;
  declare replyTargetAt: CreationOptional<Date | null>;
  /** JSON of the worst lateness among promises that have ended. */
  declare late: CreationOptional<string | null>;
  declare daysLate: CreationOptional<number | null>;
  declare extension: CreationOptional<ExtensionState | null>;
  declare extendedAt: CreationOptional<Date | null>;
  declare identityConfirmedAt: CreationOptional<Date | null>;
  declare identityMethod: CreationOptional<string | null>;
  declare restDueOn: CreationOptional<CalendarDate | null>;
  declare restSentAt: CreationOptional<Date | null>;
  /** When the first unread message came. */
  declare unreadSince: CreationOptional<Date | null>;
  /** When staff are to be told of its arrival; null once they have been. */
  declare tellAt: CreationOptional<Date | null>;
  declare version: CreationOptional<number>;
  /** Whether a letter to the person did not arrive and has not been replaced. */
  declare undelivered: CreationOptional<Undelivered | null>;
  /** How many tasks were planned and not dropped, how many of them are settled, and how many could not be. */
  declare tasksAsked: CreationOptional<number>;
  declare tasksSettled: CreationOptional<number>;
  declare tasksStuck: CreationOptional<number>;
  /** JSON of the numbers of its tags, as `request_tags` has them: for lists. */
  declare tags: CreationOptional<string | null>;
  /** The import that it came by, the line of its table, and the number that the register it comes from gave it. */
  declare importId: CreationOptional<number | null>;
  declare importLine: CreationOptional<number | null>;
  declare importNumber: CreationOptional<string | null>;
  declare createdAt: Date;
  declare closedAt: CreationOptional<Date | null>;
}

export function defineSubjectRequest(database: Sequelize): void {
  SubjectRequest.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      organisationId: DataTypes.INTEGER,
      kind: { ...oneOf(MATTER_KINDS), defaultValue: 'request' },
      submissionId: DataTypes.INTEGER,
      reference: DataTypes.STRING,
      right: oneOf(RIGHTS),
      channel: oneOf(CHANNELS),
      language: oneOf(LANGUAGES),
      personName: DataTypes.STRING,
      personEmail: DataTypes.STRING,
      searchText: DataTypes.TEXT,
      nameKey: DataTypes.STRING,
      customerDigest: DataTypes.STRING,
      clientName: DataTypes.STRING,
      details: DataTypes.BLOB,
      wrappedKey: DataTypes.BLOB,
      policyId: DataTypes.STRING,
      policyVersion: DataTypes.STRING,
      residence: DataTypes.STRING,
      category: DataTypes.STRING,
      customer: DataTypes.STRING,
      chosenPolicy: DataTypes.STRING,
      decidedBy: { type: DataTypes.TEXT, defaultValue: '{}' },
      calendar: DataTypes.STRING,
      declaredDays: { type: DataTypes.TEXT, defaultValue: '[]' },
      clockOverrides: { type: DataTypes.TEXT, defaultValue: '[]' },
      edition: { type: DataTypes.INTEGER, defaultValue: PRESENT_EDITION },
      keptPromises: { type: DataTypes.TEXT, defaultValue: '[]' },
      zone: DataTypes.STRING,
      receivedAt: DataTypes.DATE,
      receivedOn: DataTypes.STRING,
      receivedByDay: DataTypes.BOOLEAN,
      status: oneOf(STATUSES),
      outcome: oneOf(OUTCOMES),
      assigneeId: DataTypes.INTEGER,
      mailboxNeeded: DataTypes.BOOLEAN,
      nextLateAt: DataTypes.DATE,
      nextClock: DataTypes.STRING,
      nextPack: DataTypes.STRING,
      nextDueOn: DataTypes.STRING,
      warnAt: DataTypes.DATE,
      waitingSince: DataTypes.DATE,
      answeredAt: DataTypes.DATE,
      firstAnsweredAt: DataTypes.DATE,
      replyDueOn: DataTypes.STRING,
      replyTargetAt: DataTypes.DATE,
      late: DataTypes.TEXT,
      daysLate: DataTypes.INTEGER,
      extension: oneOf(EXTENSION_STATES),
      extendedAt: DataTypes.DATE,
      identityConfirmedAt: DataTypes.DATE,
      identityMethod: DataTypes.STRING,
      restDueOn: DataTypes.STRING,
      restSentAt: DataTypes.DATE,
      unreadSince: DataTypes.DATE,
      tellAt: DataTypes.DATE,
      version: { type: DataTypes.INTEGER, defaultValue: 1 },
      undelivered: oneOf(UNDELIVERED),
      tasksAsked: { type: DataTypes.INTEGER, defaultValue: 0 },
      tasksSettled: { type: DataTypes.INTEGER, defaultValue: 0 },
      tasksStuck: { type: DataTypes.INTEGER, defaultValue: 0 },
      tags: DataTypes.TEXT,
      importId: DataTypes.INTEGER,
      importLine: DataTypes.INTEGER,
      importNumber: DataTypes.STRING,
      createdAt: DataTypes.DATE,
      closedAt: DataTypes.DATE,
    },
    { sequelize: database, tableName: 'subject_requests' },
  );
}
