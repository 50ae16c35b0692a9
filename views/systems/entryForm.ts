import { LANGUAGES, languageName } from '../../domain/languages.ts';
import { RIGHTS } from '../../domain/rights.ts';
import { IDENTIFIERS, SYSTEM_KINDS } from '../../domain/systems/system.ts';
import { instructionField, type SystemForm } from '../../domain/systems/systemForm.ts';
import { type FrameBase, TYPING } from '../layouts/frame.ts';
import type { CategoryNames } from '../situation.ts';
import { identifierName, nameOf } from './words.ts';

export type EntryFormInput = {
  form: SystemForm;
  /** The row that it changes; none while it is added. */
  id?: number;
  version?: number;
  /** The names of the other systems. */
  others: string[];
  categories: string[];
  names: CategoryNames;
};

/** The form of a system, in four parts: what it holds, who looks after it, how a request is handled there, when it is in use. */
export function entryForm(base: FrameBase, given: EntryFormInput, errors: Record<string, string>): object {
  const { t } = base;
  const { form, id, version } = given;
  const group = (name: string, fields: object[]) => ({
    partial: 'group',
    legend: t(`systems:group.${name}`),
    fields,
  });
  return {
    id: TYPING,
    action: id === undefined ? '/systems' : `/systems/${id}`,
    fields: [
      { partial: 'hidden', name: 'version', value: String(version ?? 0) },
      group('what', whatFields(base, given, errors)),
      group('who', whoFields(base, form, errors)),
      group('how', howFields(base, given, errors)),
      group('when', [
        dayField(base, 'activeFrom', form, errors),
        dayField(base, 'activeUntil', form, errors),
      ]),
    ],
    button: { text: t('systems:save'), links: [{ href: '/systems', text: t('settings:rows.cancel') }] },
  };
}

type Errors = Record<string, string>;
type Texts = Exclude<keyof SystemForm, 'categories' | 'identifiers' | 'after' | 'instructions'>;

/** Fields whose label alone does not say what belongs there. */
const HINTED: Texts[] = [
  'purpose',
  'source',
  'retention',
  'place',
  'safeguard',
  'ownerEmail',
  'absentUntil',
  'leadDays',
  'backupDays',
  'activeUntil',
];

const field = (
  { t }: FrameBase,
  name: Texts,
  form: SystemForm,
  errors: Errors,
  more: object = {},
): object => ({
  partial: 'field',
  name,
  label: t(`systems:label.${name}`),
  hint: HINTED.includes(name) ? t(`systems:hint.${name}`) : undefined,
  value: form[name],
  error: errors[name],
  optional: name !== 'name',
  ...more,
});

const dayField = (base: FrameBase, name: Texts, form: SystemForm, errors: Errors): object =>
  field(base, name, form, errors, { type: 'date', width: 'short' });

function whatFields(base: FrameBase, { form, categories, names }: EntryFormInput, errors: Errors): object[] {
  const { t } = base;
  return [
    field(base, 'name', form, errors),
    {
      partial: 'choices',
      name: 'kind',
      legend: t('systems:label.kind'),
      options: SYSTEM_KINDS.map((kind) => ({
        value: kind,
        text: t(`systems:kind.${kind}`),
        hint: t(`systems:kindHint.${kind}`),
      })),
      values: [form.kind],
      error: errors.kind,
    },
    field(base, 'purpose', form, errors),
    ...listFields(
      base,
      'categories',
      form.categories,
      errors,
      categories.map((id) => ({ value: id, text: nameOf(base, { names }, id) })),
    ),
    ...listFields(
      base,
      'identifiers',
      form.identifiers,
      errors,
      IDENTIFIERS.map((one) => ({ value: one, text: identifierName(base, one) })),
    ),
    field(base, 'source', form, errors),
    field(base, 'retention', form, errors),
    field(base, 'place', form, errors),
    field(base, 'safeguard', form, errors),
  ];
}

/** Boxes for what the desk has a word for, and lines for what it has not. */
function listFields(
  { t }: FrameBase,
  name: 'categories' | 'identifiers',
  values: string[],
  errors: Errors,
  options: { value: string; text: string }[],
): object[] {
  const own = values.filter((value) => !options.some((option) => option.value === value));
  const boxes = {
    partial: 'choices',
    type: 'checkbox',
    name,
    legend: t(`systems:label.${name}`),
    options,
    values,
    error: errors[name],
    optional: true,
  };
  const lines = {
    partial: 'textarea',
    name: `${name}More`,
    label: t(options.length > 0 ? `systems:more.${name}` : `systems:label.${name}`),
    hint: t('systems:oneALine'),
    rows: 2,
    value: own.join('\n'),
    error: options.length > 0 ? undefined : errors[name],
    optional: true,
  };
  return options.length > 0 ? [boxes, lines] : [lines];
}

function whoFields(base: FrameBase, form: SystemForm, errors: Errors): object[] {
  const { t } = base;
  const languages = LANGUAGES.map((value) => ({ value, text: languageName(value) }));
  return [
    field(base, 'ownerName', form, errors),
    field(base, 'ownerEmail', form, errors, { type: 'email', spellcheck: false }),
    {
      partial: 'select',
      name: 'ownerLanguage',
      label: t('systems:label.ownerLanguage'),
      options: languages,
      value: form.ownerLanguage,
      error: errors.ownerLanguage,
    },
    field(base, 'deputyEmail', form, errors, { type: 'email', spellcheck: false }),
    dayField(base, 'absentUntil', form, errors),
  ];
}

function howFields(base: FrameBase, { form, others }: EntryFormInput, errors: Errors): object[] {
  const { t } = base;
  const after = {
    partial: 'choices',
    type: 'checkbox',
    name: 'after',
    legend: t('systems:label.after'),
    hint: t('systems:hint.after'),
    options: others.map((value) => ({ value, text: value })),
    values: form.after,
    error: errors.after,
    optional: true,
  };
  const instructions = RIGHTS.map((right) => ({
    partial: 'textarea',
    name: instructionField(right),
    label: t(`requests:right.${right}`),
    rows: 3,
    value: form.instructions[right] ?? '',
    error: errors[instructionField(right)],
    optional: true,
  }));
  return [
    field(base, 'leadDays', form, errors, { inputmode: 'numeric', width: 'short' }),
    field(base, 'backupDays', form, errors, { inputmode: 'numeric', width: 'short' }),
    ...(others.length > 0 ? [after] : []),
    {
      partial: 'folded',
      summary: t('systems:label.instructions'),
      open: Object.keys(form.instructions).length > 0 || instructions.some(({ error }) => error),
      fields: instructions,
    },
  ];
}
