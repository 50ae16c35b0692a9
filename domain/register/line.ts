import type { CalendarDate } from '../calendar/calendarDate.ts';
import { localDate, parseReceived, startOfDay } from '../calendar/zone.ts';
import { isCountry } from '../countries.ts';
import { addressFaults } from '../email.ts';
import { folded } from '../folding.ts';
import type { Language } from '../languages.ts';
import type { Channel } from '../lifecycle/vocabulary.ts';
import type { Right } from '../rights.ts';
import { RuleViolation } from '../ruleViolation.ts';
import { MOST_TAGS, tagName } from '../tags.ts';
import { line, lines, nameFaults } from '../writing.ts';
import {
  itemsIn,
  type RegisterCells,
  type RegisterColumn,
  WORD_COLUMNS,
  type WordColumn,
} from './columns.ts';
import { type Course, courseFaults } from './course.ts';
import { type DayOrder, dayIn } from './days.ts';

/** A line of a register as it is understood: what was asked, by whom, and what became of it. */
export type RegisterLine = {
  /** Its reference on a desk like this one, or the number that the other register gave it. */
  reference?: string;
  number?: string;
  receivedAt: Date;
  receivedOn: CalendarDate;
  receivedByDay: boolean;
  channel: Channel;
  right: Right;
  language: Language;
  /** `id` or `id@version`; without one, as the organisation's list decides. */
  policy?: string;
  personName: string;
  personEmail?: string;
  residence?: string;
  details: {
    about: string;
    postalAddress?: string;
    customerNumber?: string;
    onBehalfOf?: string;
    charge?: string;
    action?: string;
  };
  course: Course;
  /** The address or name of the colleague who has it. */
  assignee?: string;
  tags: string[];
  /** What the table says in columns that the desk computes. */
  said: RegisterCells;
};

/** What a line is read with. */
export type LineReading = {
  now: Date;
  today: CalendarDate;
  zone: string;
  /** The language of letters where the line names none. */
  language: Language;
  /** In which order its days are written, by column, where that was decided. */
  orders: Partial<Record<RegisterColumn, DayOrder>>;
  /** Other words for those of closed lists, folded. */
  words: Partial<Record<WordColumn, ReadonlyMap<string, string>>>;
  /** What holds where a cell is empty. */
  defaults: Partial<Record<RegisterColumn, string>>;
};

/** As desks like this one write it. */
const OWN_REFERENCE = /^R-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/;
const LONGEST_NUMBER = 100;
const LONGEST_TEXT = 20_000;

/** Reads a line; every fault of it, each with its column. Nothing is guessed: what is not understood is a fault. */
export function readRegisterLine(
  cells: RegisterCells,
  reading: LineReading,
): { value: RegisterLine } | { faults: RuleViolation[] } {
  const faults: RuleViolation[] = [];
  const cell = (column: RegisterColumn) => (cells[column]?.trim() || reading.defaults[column]) ?? '';
  const attempt = <T>(column: RegisterColumn, read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof RuleViolation)) throw error;
      faults.push(new RuleViolation(error.code, error.data, column));
      return undefined;
    }
  };
  const day = (column: RegisterColumn) =>
    cell(column) ? attempt(column, () => dayIn(cell(column), reading.orders[column])) : undefined;
  const word = <C extends WordColumn>(column: C) =>
    cell(column) ? attempt(column, () => wordIn(column, cell(column), reading)) : undefined;
  const needed = (column: RegisterColumn) => {
    if (!cell(column)) faults.push(new RuleViolation('line-cell-missing', {}, column));
  };

  const received = attempt(cell('receivedAt') ? 'receivedAt' : 'receivedOn', () =>
    receiptIn(cell('receivedAt'), day('receivedOn'), reading),
  );
  if (!received && faults.length === 0) needed('receivedOn');
  for (const column of ['right', 'channel', 'personName'] as const) needed(column);
  const personName = line(cell('personName'));
  const personEmail = line(cell('personEmail'));
  if (personName) faults.push(...nameFaults(personName, 'personName'));
  faults.push(...addressFaults(personEmail, 'personEmail'));
  const [right, channel, language] = [word('right'), word('channel'), word('language')];
  const residence = cell('residence').toUpperCase();
  if (residence && !isCountry(residence))
    faults.push(new RuleViolation('line-country-unknown', { text: residence }, 'residence'));
  const tags = attempt('tags', () => tagsIn(cell('tags'))) ?? [];
  for (const column of [
    'details',
    'postalAddress',
    'customerNumber',
    'charge',
    'action',
    'extensionReason',
  ] as const)
    if (cell(column).length > LONGEST_TEXT)
      faults.push(new RuleViolation('line-text-too-long', { most: LONGEST_TEXT }, column));
  const number = line(cell('reference'));
  if (number.length > LONGEST_NUMBER)
    faults.push(new RuleViolation('line-text-too-long', { most: LONGEST_NUMBER }, 'reference'));
  const course: Course = {
    identityConfirmedOn: day('identityConfirmedOn'),
    identityMethod: word('identityMethod'),
    pausedDays: attempt('pausedDays', () => wholeIn(cell('pausedDays'))) ?? 0,
    extendedOn: day('extendedOn'),
    extensionGround: word('extensionGround'),
    extensionReason: lines(cell('extensionReason')),
    dueOn: day('dueOn'),
    outcome: word('outcome'),
    grounds: itemsIn(cell('refusalGrounds')),
    answeredOn: day('answeredOn'),
    answeredBy: word('answeredBy'),
    closedOn: day('closedOn'),
    status: word('status'),
    kept: attempt('promisesKept', () => keptIn(cell('promisesKept'), reading)) ?? [],
  };
  if (received && faults.length === 0)
    faults.push(...courseFaults(course, received.receivedOn, reading.today));
  if (faults.length > 0 || !received || !right || !channel) return { faults };
  const text = (column: RegisterColumn, kept: (text: string) => string) =>
    cell(column) ? kept(cell(column)) : undefined;
  return {
    value: {
      ...received,
      ...(OWN_REFERENCE.test(number) ? { reference: number } : number && { number }),
      channel,
      right,
      language: language ?? reading.language,
      policy: cell('policy') || undefined,
      personName,
      personEmail: personEmail || undefined,
      residence: residence || undefined,
      details: withoutEmpty({
        about: lines(cell('details')),
        postalAddress: text('postalAddress', lines),
        customerNumber: text('customerNumber', line),
        onBehalfOf: text('onBehalfOf', line),
        charge: text('charge', line),
        action: text('action', lines),
      }),
      course,
      assignee: cell('assignee') || undefined,
      tags,
      said: cells,
    },
  };
}

type Receipt = Pick<RegisterLine, 'receivedAt' | 'receivedOn' | 'receivedByDay'>;

/** The moment of receipt, or its day alone, which then counts from 00:00. Both must name the same day. */
function receiptIn(
  at: string,
  on: CalendarDate | undefined,
  { now, zone }: LineReading,
): Receipt | undefined {
  const moment = at ? parseReceived(at, zone) : undefined;
  const receivedAt = moment && 'receivedAt' in moment ? moment.receivedAt : undefined;
  const day = on ?? (moment && 'receivedOn' in moment ? moment.receivedOn : undefined);
  if (receivedAt && day && localDate(receivedAt, zone) !== day)
    throw new RuleViolation('line-receipts-differ', { day, at: localDate(receivedAt, zone) });
  if (receivedAt) {
    if (receivedAt > now) throw new RuleViolation('in-the-future');
    return { receivedAt, receivedOn: localDate(receivedAt, zone), receivedByDay: false };
  }
  if (!day) return undefined;
  if (startOfDay(day, zone) > now) throw new RuleViolation('in-the-future');
  return { receivedAt: startOfDay(day, zone), receivedOn: day, receivedByDay: true };
}

/** The word of a closed list that a cell has, as such or in other words that were said to mean it. */
function wordIn<C extends WordColumn>(
  column: C,
  cell: string,
  { words }: Pick<LineReading, 'words'>,
): (typeof WORD_COLUMNS)[C][number] {
  const known: readonly string[] = WORD_COLUMNS[column];
  const own = cell.toLowerCase();
  const found = known.includes(own) ? own : words[column]?.get(folded(cell));
  if (found && known.includes(found)) return found as (typeof WORD_COLUMNS)[C][number];
  throw new RuleViolation('line-word-unknown', { text: cell, known: known.join(', ') });
}

function wholeIn(cell: string): number {
  if (!/^\d{0,5}$/.test(cell)) throw new RuleViolation('line-number-invalid', { text: cell });
  return Number(cell);
}

/** `account-deletion 2026-02-01`, or with the moment: `account-deletion 2026-02-01T10:04:00Z`. */
function keptIn(cell: string, { zone, now }: LineReading): RegisterLine['course']['kept'] {
  return itemsIn(cell).map((item) => {
    const [clock = '', when = ''] = item.split(/\s+/, 2);
    const moment = parseReceived(when, zone);
    const at = 'receivedAt' in moment ? moment.receivedAt : startOfDay(moment.receivedOn, zone);
    if (at > now) throw new RuleViolation('in-the-future');
    return { clock, at };
  });
}

function tagsIn(cell: string): string[] {
  const tags = itemsIn(cell).map(tagName);
  if (tags.length > MOST_TAGS) throw new RuleViolation('too-many-tags', { most: MOST_TAGS });
  return tags;
}

const withoutEmpty = <T extends object>(given: T): T =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;
