import { folded } from '../../domain/folding.ts';
import {
  isDayColumn,
  REGISTER_COLUMNS,
  type RegisterColumn,
  WORD_COLUMNS,
  type WordColumn,
} from '../../domain/register/columns.ts';
import { DAY_ORDERS, type DayOrder } from '../../domain/register/days.ts';
import { type TableLook, understood } from '../../domain/register/look.ts';
import {
  completed,
  DEFAULT_COLUMNS,
  type KnownWords,
  type RegisterMapping,
} from '../../domain/register/mapping.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { ImportDetails } from '../../models/registerImport/page.ts';
import { errorsOf, type FieldErrors, sentenceOf } from '../faults.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { wordedIn } from './known.ts';

type MappingForm = Record<string, string>;
type MappingPageInput = ImportDetails & {
  known: KnownWords;
  /** What stands in the way; undefined where the form has not been sent yet. */
  fault?: RuleViolation;
};
type MappingPage = {
  frame: Frame;
  errors: FieldErrors;
  lead: string;
  action: string;
  groups: { legend: string; fields: object[] }[];
  defaults: { legend: string; fields: object[] };
  button: object;
  drop: object;
};

const isWordColumn = (column: RegisterColumn | undefined): column is WordColumn =>
  column !== undefined && column in WORD_COLUMNS;

/** What a form says of a table's columns; what it does not ask stays as it was. */
export function mappingIn(look: TableLook, form: MappingForm, former: RegisterMapping): RegisterMapping {
  const mapping = structuredClone(former);
  for (const [nth, { heading, words }] of look.columns.entries()) {
    const said = form[`column.${nth}`];
    const column =
      REGISTER_COLUMNS.find((one) => one === said) ?? (said === '' ? '' : mapping.columns[heading]);
    if (said !== undefined && column !== undefined) mapping.columns[heading] = column;
    if (!column || !isWordColumn(column)) continue;
    for (const [place, word] of words.entries()) {
      const meant = form[`word.${nth}.${place}`];
      if (meant) mapping.values[column] = { ...mapping.values[column], [word]: meant };
    }
  }
  for (const column of REGISTER_COLUMNS.filter(isDayColumn)) {
    const order = DAY_ORDERS.find((one) => one === form[`day.${column}`]);
    if (order) mapping.days[column] = order;
  }
  for (const column of DEFAULT_COLUMNS) {
    const value = form[`default.${column}`];
    if (value) mapping.defaults[column] = value;
    else if (value === '') delete mapping.defaults[column];
  }
  return mapping;
}

/** The words of a column that the desk does not know, with their places in the form. */
function unknownWords(
  look: TableLook,
  nth: number,
  column: WordColumn,
  known: KnownWords,
): { word: string; name: string }[] {
  const own: readonly string[] = WORD_COLUMNS[column];
  return (look.columns[nth]?.words ?? []).flatMap((word, place) =>
    own.includes(word.toLowerCase()) || known.values[column]?.has(folded(word))
      ? []
      : [{ word, name: `word.${nth}.${place}` }],
  );
}

/** Whether a column that was just named has words, or days, that this form did not ask about. */
export function hasUnasked(
  look: TableLook,
  mapping: RegisterMapping,
  known: KnownWords,
  form: MappingForm,
): boolean {
  const { columns, ask } = understood(look, mapping);
  const words = columns.flatMap((column, nth) =>
    isWordColumn(column)
      ? unknownWords(look, nth, column, known).filter(({ word }) => !mapping.values[column]?.[word])
      : [],
  );
  return (
    words.some(({ name }) => form[name] === undefined) ||
    ask.some((column) => form[`asked.${column}`] === undefined)
  );
}

/** What the columns of a table are: each with what stands in it, its days and its words where they must be asked about. */
export function mappingPage(base: FrameBase, given: MappingPageInput): MappingPage {
  const { t } = base;
  const { run, known, findings, fault } = given;
  const look = findings?.look ?? { columns: [], lines: 0, first: [] };
  const header = look.columns.map(({ heading }) => heading);
  const mapping = completed(header, given.mapping, known);
  const { columns, ask, faults } = understood(look, mapping);
  const errors = fault ? errorsIn(base, header, columns, faults.length > 0 ? faults : [fault]) : {};
  return {
    frame: { ...base, title: t('registerImport:mapping.title'), faulty: fault !== undefined },
    errors,
    lead: t('registerImport:mapping.lead', { count: look.lines, file: run.fileName }),
    action: `/settings/import/${run.id}/check`,
    groups: look.columns.map(({ heading }, nth) => ({
      legend: heading || t('registerImport:mapping.unnamed', { number: nth + 1 }),
      fields: [
        columnField(base, nth, mapping.columns[heading] ?? '', { errors, sample: samplesOf(look, nth) }),
        ...dayFields(base, columns[nth], ask, mapping, errors, look.columns[nth]?.order),
        ...wordFields(base, look, nth, columns[nth], known, mapping),
      ],
    })),
    defaults: {
      legend: t('registerImport:mapping.defaults'),
      fields: DEFAULT_COLUMNS.map((column) => ({
        partial: 'select',
        name: `default.${column}`,
        label: t(`registerImport:column.${column}`),
        options: [
          { value: '', text: t(`registerImport:mapping.noDefault.${column}`) },
          ...wordOptions(base, column),
        ],
        value: mapping.defaults[column] ?? '',
        error: errors[`default.${column}`],
      })),
    },
    button: {
      text: t('registerImport:mapping.check'),
      links: [{ href: '/settings/import', text: t('registerImport:title') }],
    },
    drop: dropForm(base, run.id),
  };
}

/** Gives the table up. */
export const dropForm = ({ t }: FrameBase, id: number): object => ({
  action: `/settings/import/${id}/deletion`,
  fields: [],
  button: { text: t('registerImport:drop'), kind: 'quiet' },
});

const samplesOf = ({ first }: TableLook, nth: number): string =>
  [...new Set(first.map((cells) => cells[nth] ?? '').filter(Boolean))]
    .map((cell) => cell.slice(0, 60))
    .join(' · ');

type ColumnShown = { errors: FieldErrors; sample: string };

const columnField = (
  { t }: FrameBase,
  nth: number,
  value: string,
  { errors, sample }: ColumnShown,
): object => ({
  partial: 'select',
  name: `column.${nth}`,
  label: t('registerImport:mapping.is'),
  hint: sample ? t('registerImport:mapping.example', { sample }) : undefined,
  options: [
    { value: '', text: t('registerImport:mapping.leaveOut') },
    ...REGISTER_COLUMNS.map((column) => ({ value: column, text: t(`registerImport:column.${column}`) })),
  ],
  value,
  error: errors[`column.${nth}`],
});

function dayFields(
  { t }: FrameBase,
  column: RegisterColumn | undefined,
  ask: readonly string[],
  mapping: RegisterMapping,
  errors: FieldErrors,
  seen: DayOrder | 'ask' | undefined,
): object[] {
  if (!column || !isDayColumn(column) || seen !== 'ask') return [];
  return [
    { partial: 'hidden', name: `asked.${column}`, value: ask.includes(column) ? 'open' : 'said' },
    {
      partial: 'choices',
      name: `day.${column}`,
      legend: t('registerImport:mapping.order'),
      hint: t('registerImport:mapping.orderHint'),
      options: DAY_ORDERS.map((value) => ({ value, text: t(`registerImport:mapping.${value}`) })),
      values: [mapping.days[column] ?? ''],
      error: errors[`day.${column}`],
    },
  ];
}

function wordFields(
  base: FrameBase,
  look: TableLook,
  nth: number,
  column: RegisterColumn | undefined,
  known: KnownWords,
  mapping: RegisterMapping,
): object[] {
  if (!isWordColumn(column)) return [];
  return unknownWords(look, nth, column, known).map(({ word, name }) => ({
    partial: 'select',
    name,
    label: base.t('registerImport:mapping.word', { word }),
    options: [{ value: '', text: base.t('registerImport:mapping.noWord') }, ...wordOptions(base, column)],
    value: mapping.values[column]?.[word] ?? '',
  }));
}

const wordOptions = ({ t }: FrameBase, column: WordColumn) =>
  WORD_COLUMNS[column].map((value) => ({ value, text: wordedIn(t, column, value) }));

/** Each fault beside its column, its days or the value that stands in for it. */
function errorsIn(
  { t }: FrameBase,
  header: readonly string[],
  columns: readonly (RegisterColumn | undefined)[],
  faults: readonly RuleViolation[],
): FieldErrors {
  const worded = faults.map((fault) => {
    const nth = header.indexOf(fault.field ?? '');
    const column = columns[nth];
    const sentence = sentenceOf(t, fault);
    if (fault.code === 'register-days-open') return [`day.${column}`, sentence] as const;
    if (nth >= 0) return [`column.${nth}`, sentence] as const;
    const isDefault = DEFAULT_COLUMNS.some((one) => one === fault.field);
    const said = fault.data.column
      ? t(`rules:${fault.code}`, { column: t(`registerImport:column.${fault.data.column}`) })
      : sentence;
    return [isDefault ? `default.${fault.field}` : 'column.0', said] as const;
  });
  const errors: FieldErrors = {};
  for (const [field, sentence] of worded)
    errors[field] = errors[field] ? `${errors[field]} ${sentence}` : sentence;
  return Object.keys(errors).length > 0 ? errors : errorsOf(t, faults);
}
