import type { CalendarDate } from '../calendar/calendarDate.ts';
import type { Language } from '../languages.ts';
import type { Right } from '../rights.ts';

/** Whose a system is: the organisation's own, a processor's (Art. 28), or another recipient's (Art. 4(9)). */
export const SYSTEM_KINDS = ['own', 'processor', 'recipient'] as const;
export type SystemKind = (typeof SYSTEM_KINDS)[number];

/** By what a person is found in a system. A system may be searched by something else, in the organisation's own words. */
export const IDENTIFIERS = [
  'email',
  'name',
  'customer-number',
  'phone',
  'postal-address',
  'user-name',
] as const;

/** A place where personal data lie: what it holds, who looks after it, and how a colleague acts on a request there. */
export type SystemEntry = {
  name: string;
  kind: SystemKind;
  /** What the data are used for there (Art. 15(1)(a)). */
  purpose: string;
  /** Ids of the policies' categories of data, and the organisation's own words (Art. 15(1)(b)). */
  categories: string[];
  /** Members of `IDENTIFIERS`, and the organisation's own words. */
  identifiers: string[];
  /** Where the data come from, also where that is the person: an empty field says nothing (Art. 15(1)(g)). */
  source: string;
  /** How long they are kept, or by what that is decided, in words or as a period like `P3Y` (Art. 15(1)(d)). */
  retention: string;
  /** Where they are, and by which safeguard they may be outside the EEA (Arts. 15(2) and 46). */
  place: string;
  safeguard: string;
  ownerName: string;
  ownerEmail: string;
  /** The language of letters to the owner. */
  ownerLanguage: Language;
  deputyEmail: string;
  /** The last day on which the deputy acts in the owner's place. */
  absentUntil: CalendarDate | null;
  /** How to act on a request, in words that a colleague can follow, by right. */
  instructions: Partial<Record<Right, string>>;
  /** Working days that the owner is given before the date that a task serves. */
  leadDays: number;
  /** Days after which data deleted there are gone from its backups; null where it has none. */
  backupDays: number | null;
  /** The names of the systems that come before it. */
  after: string[];
  /** The days on which it is in use; no end where null. */
  activeFrom: CalendarDate | null;
  activeUntil: CalendarDate | null;
};

/** Whether a system is in use on a day; its last day is still one. */
export const isActiveOn = (
  { activeFrom, activeUntil }: Pick<SystemEntry, 'activeFrom' | 'activeUntil'>,
  day: CalendarDate,
): boolean => (activeFrom ?? day) <= day && day <= (activeUntil ?? day);

/** Whether the deputy acts for the owner on a day. */
export const isDeputised = (
  { deputyEmail, absentUntil }: Pick<SystemEntry, 'deputyEmail' | 'absentUntil'>,
  day: CalendarDate,
): boolean => deputyEmail !== '' && absentUntil !== null && day <= absentUntil;

/** The address of whoever looks after a system on a day: the owner, or the deputy while the owner is away. Empty where nobody does. */
export const lookedAfterBy = (
  system: Pick<SystemEntry, 'ownerEmail' | 'deputyEmail' | 'absentUntil'>,
  day: CalendarDate,
): string => (isDeputised(system, day) ? system.deputyEmail : system.ownerEmail);
