import { LANGUAGES } from '../languages.ts';
import { OUTCOMES, STATUSES } from '../lifecycle/status.ts';
import { CHANNELS, EXTENSION_GROUNDS, IDENTITY_METHODS, LETTER_CHANNELS } from '../lifecycle/vocabulary.ts';
import { RIGHTS } from '../rights.ts';

/** The columns of the register of requests as a table, in their order. What `export` writes has these. */
export const REGISTER_SHAPE = [
  'reference',
  'receivedOn',
  'receivedAt',
  'channel',
  'right',
  'policy',
  'personName',
  'personEmail',
  'postalAddress',
  'customerNumber',
  'language',
  'residence',
  'onBehalfOf',
  'identityConfirmedOn',
  'identityMethod',
  'pausedDays',
  'extendedOn',
  'extensionGround',
  'dueOn',
  'safeOn',
  'status',
  'outcome',
  'refusalGrounds',
  'answeredOn',
  'answeredBy',
  'closedOn',
  'daysLate',
  'overdue',
  'assignee',
  'tags',
] as const;

/** What registers that are published commonly have besides. */
const FURTHER_COLUMNS = ['details', 'extensionReason', 'charge', 'action', 'promisesKept'] as const;

export const REGISTER_COLUMNS = [...REGISTER_SHAPE, ...FURTHER_COLUMNS] as const;
export type RegisterColumn = (typeof REGISTER_COLUMNS)[number];

/** The cells of a line, by column; a column that the table lacks is absent. */
export type RegisterCells = Partial<Record<RegisterColumn, string>>;

/** Columns that hold a day. */
export const DAY_COLUMNS = [
  'receivedOn',
  'identityConfirmedOn',
  'extendedOn',
  'dueOn',
  'safeOn',
  'answeredOn',
  'closedOn',
] as const satisfies readonly RegisterColumn[];
export type DayColumn = (typeof DAY_COLUMNS)[number];

export const isDayColumn = (column: RegisterColumn): column is DayColumn =>
  (DAY_COLUMNS as readonly string[]).includes(column);

/** Columns that hold one word of a closed list. */
export const WORD_COLUMNS = {
  channel: CHANNELS,
  right: RIGHTS,
  language: LANGUAGES,
  identityMethod: IDENTITY_METHODS,
  extensionGround: EXTENSION_GROUNDS,
  status: STATUSES,
  outcome: OUTCOMES,
  answeredBy: LETTER_CHANNELS,
} as const satisfies Partial<Record<RegisterColumn, readonly string[]>>;
export type WordColumn = keyof typeof WORD_COLUMNS;

/** Columns that the desk computes from the others. What a table says there is compared, never taken. */
export const COMPUTED_COLUMNS = ['dueOn', 'safeOn', 'status', 'daysLate'] as const;
export type ComputedColumn = (typeof COMPUTED_COLUMNS)[number];

/** Within a cell, items are separated by semicolons, bars or lines. */
export const itemsIn = (cell: string): string[] =>
  cell
    .split(/[;|\n]/)
    .map((item) => item.trim())
    .filter(Boolean);
export const asItems = (items: readonly string[]): string => items.join('; ');
