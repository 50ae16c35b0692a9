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
  declare submissionId: number;
  declare reference: string;
  declare right: Right;
  declare channel: Channel;
  declare language: Language;
  declare personName: string;
  declare personEmail: CreationOptional<string | null>;
  declare searchText: string;
  /** By what others of the same name are found; empty once a person is forgotten. */
  declare nameKey: CreationOptional<string | null>;
  /** By what its customer number is found; empty where it has none, nothing where nobody has looked yet. */
  declare customerDigest: CreationOptional<string | null>;
  /** Whose data it is, where somebody else asks for them; empty where nobody does, nothing where nobody has looked yet. */
  declare clientName: CreationOptional<string | null>;
  declare details: Buffer;
  declare wrappedKey: CreationOptional<Buffer | null>;
  declare policyId: string;
  declare policyVersion: string;
  /** What is known of it by which a policy is chosen. */
  declare residence: CreationOptional<string | null>;
  declare category: CreationOptional<string | null>;
  /**
   * Whose service it is about, as typed. In clear beside the person's name and address, and for the same reason: which policy counts
   * is asked of every open request at once, and the register gives it. The log has a digest of it; whatever ends the name ends it.
   */
  declare customer: CreationOptional<string | null>;
  /** The policy that somebody chose for it by hand, whatever the organisation's list says. */
  declare chosenPolicy: CreationOptional<string | null>;
  /** JSON of what the row of the list names by which its policy was chosen; `{}` for the row of all requests. */
  declare decidedBy: CreationOptional<string>;
  declare calendar: string;
  /** JSON of the days declared late, by which dates are counted. */
  declare declaredDays: CreationOptional<string>;
  /** JSON of the organisation's own numbers, by which dates are counted. */
  declare clockOverrides: CreationOptional<string>;
  /** The edition of the desk's rules by which it is counted. */
  declare edition: CreationOptional<Edition>;
  /** JSON of the promises made under policies that the request is no longer counted by. */
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
  /** Since when we wait for the person. */
  declare waitingSince: CreationOptional<Date | null>;
  declare answeredAt: CreationOptional<Date | null>;
  declare firstAnsweredAt: CreationOptional<Date | null>;
  declare replyDueOn: CreationOptional<CalendarDate | null>;
  declare replyTargetAt: CreationOptional<Date | null>;
  /** JSON of the worst lateness of what is over. */
  declare late: CreationOptional<string | null>;
  declare daysLate: CreationOptional<number | null>;
  declare extension: CreationOptional<ExtensionState | null>;
  declare extendedAt: CreationOptional<Date | null>;
  declare identityConfirmedAt: CreationOptional<Date | null>;
  declare identityMethod: CreationOptional<string | null>;
  /** When the first message came that nobody has marked as read. */
  declare unreadSince: CreationOptional<Date | null>;
  /** When those who work on it are to be told that it came; nothing once they are. */
  declare tellAt: CreationOptional<Date | null>;
  declare version: CreationOptional<number>;
  /** Whether a letter to the person did not arrive, and nothing has taken its place. */
  declare undelivered: CreationOptional<Undelivered | null>;
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
      unreadSince: DataTypes.DATE,
      tellAt: DataTypes.DATE,
      version: { type: DataTypes.INTEGER, defaultValue: 1 },
      undelivered: oneOf(UNDELIVERED),
      createdAt: DataTypes.DATE,
      closedAt: DataTypes.DATE,
    },
    { sequelize: database, tableName: 'subject_requests' },
  );
}
