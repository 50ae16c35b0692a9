import type { Attributes } from 'sequelize';
import type { HolidayCalendar } from '../../domain/calendar/holidays.ts';
import type { Deadline } from '../../domain/deadlines/deadline.ts';
import type { PromisesInput } from '../../domain/deadlines/keptPromises.ts';
import type { Circumstances } from '../../domain/lifecycle/actions.ts';
import type { FactSheet } from '../../domain/lifecycle/factSheet.ts';
import type {
  Action,
  AttachmentPurpose,
  Channel,
  FactName,
  LetterKind,
  LetterState,
} from '../../domain/lifecycle/vocabulary.ts';
import type { OwnCategory } from '../../domain/policies/categories.ts';
import type { Policy, PolicyPack } from '../../domain/policies/policy.ts';
import type { PolicyRow } from '../../domain/policies/situation.ts';
import type { Tag } from '../../domain/tags.ts';
import type { Event } from '../event.ts';
import type { LetterData } from '../letter/queue.ts';
import type { SubjectRequest } from '../subjectRequest.ts';
import type { TransmissionNote } from '../transmission/notes.ts';
import type { notedIn } from './noted.ts';
import type { Linked } from './pageRows.ts';
import type { Related } from './related.ts';
import type { Details } from './sealed.ts';
import type { SavedWorksheet } from './worksheet.ts';

/** A fact as a reader sees it, with the words stored with it. */
export type FactNote = {
  id: number;
  name: FactName;
  about: string | null;
  pack: string | null;
  letterId: number | null;
  at: Date;
  actor: string;
  recordedAt: Date;
  detail: Record<string, unknown>;
};

/** A fact that was undone: by whom, when, and why. */
export type TakenBack = FactNote & { undone: { at: Date; by: string | null; reason: string } };

export type FileNote = {
  id: number;
  purpose: AttachmentPurpose;
  name: string;
  mediaType: string;
  size: number;
  createdAt: Date;
  destroyedAt: Date | null;
};

export type LetterNote = {
  id: number;
  requestId: number | null;
  kind: LetterKind;
  recipient: string;
  state: LetterState;
  channel: string;
  createdAt: Date;
  sentAt: Date | null;
  /** When the mail server had the whole letter but did not say whether it accepted it. */
  perhapsTakenAt: Date | null;
  /** Why it was not sent. */
  lastError: string | null;
  /** What the DPO wrote for it: `reason`, `doubt`, `question` ... */
  words: LetterData;
  /** Whether its words are kept as they were sent: a letter posted before the desk printed it may have none. */
  isKept: boolean;
};

export type EventRow = Attributes<Event>;

/** Everything that the request page shows. */
export type RequestPage = {
  request: Attributes<SubjectRequest>;
  details: Details;
  /** The person's details that can be corrected. */
  noted: ReturnType<typeof notedIn>;
  policy: Policy;
  /** The calendar that counts its dates. */
  calendar: HolidayCalendar;
  counting: Omit<PromisesInput, 'facts'>;
  sheet: FactSheet;
  deadlines: Deadline[];
  /** The facts that hold. */
  facts: FactNote[];
  takenBack: TakenBack[];
  files: FileNote[];
  /** The person's messages since then, in order of arrival. */
  messages: MessageNote[];
  /** Notes among colleagues; the author is in the event `noted` of the same attachment. */
  notes: { id: number; at: Date; text: string }[];
  letters: LetterNote[];
  events: EventRow[];
  /** The answers that were made to be fetched, with the end of their links. */
  answers: { id: number; expiresAt: Date; createdAt: Date }[];
  /** What was asked, sent or refused of handing the data to another provider. */
  transmissions: TransmissionNote[];
  /** Why it is held to be manifestly unfounded or excessive: each saving, the latest last. */
  worksheets: (SavedWorksheet & { savedBy: string; savedAt: Date })[];
  linked: Linked[];
  /** Other requests that may be the same person's. */
  related: Related[];
  /** The organisation's tags, and which of them it has. */
  tags: (Tag & { isOn: boolean })[];
  colleagues: { id: number; name: string }[];
  /** Names of the users in the log, by actor (`user:5`). */
  actors: Record<string, string>;
  /** The organisation's policies, and the names of the kinds of data that may decide between them. */
  choice: { policies: PolicyRow[]; names: { own: OwnCategory[]; packs: PolicyPack[] } };
  /** What the life-cycle checks before it allows an action. */
  circumstances: Circumstances;
  actions: Action[];
};

/** A message of the person: when and how it came, its words and files, and whether it was marked as read. */
export type MessageNote = {
  at: Date;
  channel: Channel;
  text: string;
  files: number[];
  note?: string;
  isUnread: boolean;
};
