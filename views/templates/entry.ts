import { languageName } from '../../domain/languages.ts';
import type { PolicyPack } from '../../domain/policies/policy.ts';
import { RIGHTS } from '../../domain/rights.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { LetterText } from '../../models/letter/words.ts';
import type { TemplateVersion } from '../../models/letterTemplate/find.ts';
import type { LetterTemplate } from '../../models/letterTemplate.ts';
import type { ChangesPage } from '../../models/settingsChange/log.ts';
import { type ChangesShown, changesShown } from '../changesShown.ts';
import { type FieldErrors, sentenceOf } from '../faults.ts';
import { type Frame, type FrameBase, TYPING } from '../layouts/frame.ts';
import { policyName } from '../policies/name.ts';
import { TEMPLATES } from './index.ts';
import { blocksOf, fieldsIn, type TemplateNames } from './names.ts';
import { type VersionShown, versionOf } from './versions.ts';
import { scopeWords } from './words.ts';

/** A template as its form holds it. */
export type TemplateForm = {
  right: string;
  policy: string;
  subject: string;
  body: string;
  isUsed: boolean;
  /** The real request of the preview; empty for an invented one. */
  reference: string;
  channel: 'mail' | 'post';
};
type TemplatePageInput = {
  kind: LetterTemplate['kind'];
  language: LetterTemplate['language'];
  /** The row that it changes, and the version that was read; none for a new one. */
  row?: Pick<LetterTemplate, 'id' | 'right' | 'policy'> & { version: number };
  form: TemplateForm;
  packs: readonly PolicyPack[];
  organisation: string;
  mayChange: boolean;
  mayReadRequests: boolean;
  faults: readonly RuleViolation[];
  /** The letter as it would be. */
  preview?: LetterText;
  versions?: ChangesPage<TemplateVersion>;
  before?: number;
  zone: string;
  /** The number of the former version whose words the form holds. */
  taken?: number;
};
type TemplatePage = {
  frame: Frame;
  lead: string;
  errors: FieldErrors;
  form?: object;
  shows: { value: string; text: string }[];
  names: TemplateNames[];
  language: string;
  preview?: LetterText;
  versions: VersionShown[];
  more?: ChangesShown;
};

/** One template: its words, what may be filled in, and the letter that it makes. */
export function templatePage(base: FrameBase, given: TemplatePageInput): TemplatePage {
  const { t } = base;
  const { kind, language, row, faults, preview } = given;
  const errors = allErrors(base, faults);
  const title = t('templates:one', {
    kind: t(`events:letterKind.${kind}`),
    language: languageName(language),
  });
  return {
    frame: { ...base, title, faulty: faults.length > 0, typing: given.mayChange ? TYPING : undefined },
    lead: given.taken
      ? t('templates:taken')
      : row
        ? t('templates:for', { scope: scopeWords(base, row, given.packs) })
        : t('templates:newLead'),
    errors,
    form: given.mayChange ? formOf(base, given, errors) : undefined,
    shows: (['words', 'pdf'] as const).map((value) => ({ value, text: t(`templates:preview.${value}`) })),
    names: [blocksOf(base, given), fieldsIn(base, given)],
    language,
    preview,
    versions: given.versions?.changes.map((one, nth) => versionOf(base, given, one, nth === 0)) ?? [],
    more:
      given.versions &&
      changesShown(base, given.versions, {
        here: `${TEMPLATES}/${row?.id}`,
        isFirst: given.before === undefined,
      }),
  };
}

/** All sentences about a field, not the first alone: each names a line. */
function allErrors({ t }: FrameBase, faults: readonly RuleViolation[]): FieldErrors {
  const fields = [...new Set(faults.map(({ field }) => field ?? ''))];
  const sentences = (field: string) =>
    faults.filter((fault) => (fault.field ?? '') === field).map((fault) => sentenceOf(t, fault));
  return Object.fromEntries(fields.map((field) => [field, sentences(field).join(' ')]));
}

function formOf(base: FrameBase, given: TemplatePageInput, errors: FieldErrors): object {
  const { t } = base;
  const { kind, language, row, form } = given;
  const hidden = (name: string, value: string) => ({ partial: 'hidden', name, value });
  return {
    id: TYPING,
    action: row ? `${TEMPLATES}/${row.id}` : TEMPLATES,
    fields: [
      ...(row ? [hidden('version', String(row.version))] : []),
      hidden('kind', kind),
      hidden('language', language),
      ...(row
        ? [hidden('right', form.right), hidden('policy', form.policy)]
        : scopeFields(base, given, errors)),
      {
        partial: 'field',
        name: 'subject',
        label: t('templates:label.subject'),
        value: form.subject,
        error: errors.subject,
      },
      {
        partial: 'textarea',
        name: 'body',
        rows: 24,
        label: t('templates:label.body'),
        hint: t('templates:hint.body'),
        value: form.body,
        error: errors.body,
      },
      {
        partial: 'choices',
        type: 'checkbox',
        name: 'isUsed',
        legend: t('templates:label.isUsed'),
        options: [{ value: 'yes', text: t('templates:use') }],
        values: form.isUsed ? ['yes'] : [],
      },
      ...previewFields(base, given, errors),
    ],
    button: { text: t('settings:save'), links: [{ href: TEMPLATES, text: t('settings:rows.cancel') }] },
  };
}

function scopeFields({ t, language }: FrameBase, { form, packs }: TemplatePageInput, errors: FieldErrors) {
  const policies = [...new Set(packs.map(({ id }) => id))];
  const select = (name: 'right' | 'policy', options: { value: string; text: string }[]) => ({
    partial: 'select',
    name,
    label: t(`templates:label.${name}`),
    options: [{ value: '', text: t('templates:forAll') }, ...options],
    value: form[name],
    error: errors[name] ?? (name === 'right' ? errors.kind : undefined),
    width: 'full',
  });
  return [
    select(
      'right',
      RIGHTS.map((value) => ({ value, text: t(`requests:right.${value}`) })),
    ),
    select(
      'policy',
      policies.map((value) => ({ value, text: policyName(value, packs, { t, language }) })),
    ),
  ];
}

function previewFields({ t }: FrameBase, { form, mayReadRequests }: TemplatePageInput, errors: FieldErrors) {
  const reference = {
    partial: 'field',
    name: 'reference',
    label: t('templates:label.reference'),
    hint: t('templates:hint.reference'),
    value: form.reference,
    error: errors.reference,
    optional: true,
    width: 'medium',
    spellcheck: false,
  };
  const channel = {
    partial: 'choices',
    name: 'channel',
    legend: t('templates:label.channel'),
    options: (['mail', 'post'] as const).map((value) => ({ value, text: t(`templates:channel.${value}`) })),
    values: [form.channel],
  };
  return [
    {
      partial: 'group',
      legend: t('templates:preview.title'),
      fields: mayReadRequests ? [reference, channel] : [channel],
    },
  ];
}
