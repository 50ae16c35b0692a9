import { type CalendarDate, isCalendarDate } from '../calendar/calendarDate.ts';
import { addressFaults, normalisedEmail } from '../email.ts';
import { folded } from '../folding.ts';
import { asLanguage } from '../languages.ts';
import { RIGHTS, type Right } from '../rights.ts';
import { RuleViolation } from '../ruleViolation.ts';
import { line, lines, nameFaults } from '../writing.ts';
import { SYSTEM_KINDS, type SystemEntry, type SystemKind } from './system.ts';

/** An entry as it is typed: every field a text, lists one text an item. */
export type SystemForm = Record<SystemTextField, string> & {
  categories: string[];
  identifiers: string[];
  after: string[];
  instructions: Partial<Record<Right, string>>;
};

/** The fields of one text, and how long each may be. */
const LONGEST = {
  name: 120,
  kind: 20,
  purpose: 500,
  source: 500,
  retention: 500,
  place: 200,
  safeguard: 500,
  ownerName: 200,
  ownerEmail: 320,
  ownerLanguage: 5,
  deputyEmail: 320,
  absentUntil: 10,
  leadDays: 5,
  backupDays: 5,
  activeFrom: 10,
  activeUntil: 10,
} as const;
export type SystemTextField = keyof typeof LONGEST;
export const TEXT_FIELDS = Object.keys(LONGEST) as SystemTextField[];

const MOST_ITEMS = 60;
const LONGEST_ITEM = 200;
const LONGEST_INSTRUCTION = 4000;
/** Working days before a due date; more would put every task of a month's request in the past. */
const MOST_LEAD_DAYS = 20;
const MOST_BACKUP_DAYS = 3650;
/** What an owner is given where nobody says otherwise: a working week. */
const USUAL_LEAD_DAYS = '5';

/** An empty entry, as the form first shows it. */
export const emptySystem = (ownerLanguage: string): SystemForm => ({
  ...(Object.fromEntries(TEXT_FIELDS.map((field) => [field, ''])) as Record<SystemTextField, string>),
  kind: 'own',
  ownerLanguage,
  leadDays: USUAL_LEAD_DAYS,
  categories: [],
  identifiers: [],
  after: [],
  instructions: {},
});

/** An entry that is there, as the form shows it. */
export const formOf = (entry: SystemEntry): SystemForm => ({
  ...entry,
  absentUntil: entry.absentUntil ?? '',
  leadDays: String(entry.leadDays),
  backupDays: entry.backupDays === null ? '' : String(entry.backupDays),
  activeFrom: entry.activeFrom ?? '',
  activeUntil: entry.activeUntil ?? '',
});

/**
 * The entry that a form describes, or everything that is wrong with it, each fault with its field. Whether its name is taken and
 * whether the systems before it exist is asked by `registerFaults`.
 */
export function readSystem(given: SystemForm): { value: SystemEntry } | { faults: RuleViolation[] } {
  const form = tidied(given);
  const faults = [
    ...(form.name ? [] : [new RuleViolation('field-missing', {}, 'name')]),
    ...nameFaults(form.name, 'name'),
    ...nameFaults(form.ownerName, 'ownerName'),
    ...lengthFaults(form),
    ...fault(!isKind(form.kind), 'kind', 'system-kind-unknown', { kinds: SYSTEM_KINDS.join(', ') }),
    ...fault(!asLanguage(form.ownerLanguage), 'ownerLanguage', 'languages-missing'),
    ...addressFaults(form.ownerEmail, 'ownerEmail'),
    ...addressFaults(form.deputyEmail, 'deputyEmail'),
    ...dayFaults(form),
    ...countFaults(form.leadDays, 'leadDays', 0, MOST_LEAD_DAYS),
    ...(form.backupDays ? countFaults(form.backupDays, 'backupDays', 1, MOST_BACKUP_DAYS) : []),
  ];
  return faults.length > 0 ? { faults } : { value: entryOf(form) };
}

/** As it is kept: no stray signs, no item twice, addresses in lower case. */
function tidied(form: SystemForm): SystemForm {
  const texts = TEXT_FIELDS.map((field) => [field, line(form[field])]);
  const instructions = RIGHTS.map((right) => [right, lines(form.instructions[right] ?? '')] as const);
  return {
    ...form,
    ...(Object.fromEntries(texts) as Record<SystemTextField, string>),
    ownerEmail: normalisedEmail(form.ownerEmail),
    deputyEmail: normalisedEmail(form.deputyEmail),
    leadDays: line(form.leadDays) || USUAL_LEAD_DAYS,
    categories: items(form.categories),
    identifiers: items(form.identifiers),
    after: items(form.after),
    instructions: Object.fromEntries(instructions.filter(([, text]) => text)),
  };
}

/** Each item once, however its letters are written. */
function items(given: string[]): string[] {
  const all = given.map(line).filter(Boolean);
  return all.filter((item, place) => all.findIndex((other) => folded(other) === folded(item)) === place);
}

function lengthFaults(form: SystemForm): RuleViolation[] {
  const lists = ['categories', 'identifiers', 'after'] as const;
  return [
    ...TEXT_FIELDS.flatMap((field) => tooLong(form[field].length, LONGEST[field], field)),
    ...lists.flatMap((field) => [
      ...fault(form[field].length > MOST_ITEMS, field, 'too-many-items', { most: MOST_ITEMS }),
      ...tooLong(Math.max(0, ...form[field].map(({ length }) => length)), LONGEST_ITEM, field),
    ]),
    ...Object.entries(form.instructions).flatMap(([right, { length }]) =>
      tooLong(length, LONGEST_INSTRUCTION, instructionField(right)),
    ),
  ];
}

/** The field of the form that says how to act on a right. */
export const instructionField = (right: string): string => `how-${right}`;

const tooLong = (length: number, most: number, field: string) =>
  fault(length > most, field, 'text-too-long', { most });

function dayFaults({ absentUntil, activeFrom, activeUntil }: SystemForm): RuleViolation[] {
  const days = { absentUntil, activeFrom, activeUntil };
  const wrong = Object.entries(days).flatMap(([field, text]) =>
    fault(text !== '' && !isCalendarDate(text), field, 'date-invalid', { text }),
  );
  const reversed = activeFrom !== '' && activeUntil !== '' && activeUntil < activeFrom;
  return wrong.length > 0 ? wrong : fault(reversed, 'activeUntil', 'active-reversed');
}

const countFaults = (text: string, field: string, least: number, most: number) =>
  fault(!/^\d{1,5}$/.test(text) || Number(text) < least || Number(text) > most, field, 'count-out-of-range', {
    least,
    most,
  });

const fault = (wrong: boolean, field: string, code: string, data = {}) =>
  wrong ? [new RuleViolation(code, data, field)] : [];

const isKind = (text: string): text is SystemKind => SYSTEM_KINDS.some((kind) => kind === text);

/** Of a form without a fault. */
const entryOf = (form: SystemForm): SystemEntry => ({
  ...form,
  kind: form.kind as SystemKind,
  ownerLanguage: asLanguage(form.ownerLanguage) ?? 'en',
  absentUntil: dayOf(form.absentUntil),
  leadDays: Number(form.leadDays),
  backupDays: form.backupDays ? Number(form.backupDays) : null,
  activeFrom: dayOf(form.activeFrom),
  activeUntil: dayOf(form.activeUntil),
});

const dayOf = (text: string): CalendarDate | null => (isCalendarDate(text) ? text : null);
