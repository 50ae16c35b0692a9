import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { CORRECTABLE } from '../../domain/corrections.ts';
import { COUNTRIES } from '../../domain/countries.ts';
import type { Particulars } from '../../domain/intake/particulars.ts';
import { LANGUAGES, languageName } from '../../domain/languages.ts';
import { CHANNELS } from '../../domain/lifecycle/vocabulary.ts';
import { criteriaNamed } from '../../domain/policies/choice.ts';
import { isInEffect, policyFor } from '../../domain/policies/inEffect.ts';
import { articleOfRight } from '../../domain/policies/law.ts';
import { CRITERIA, type Criterion, type PolicyRow } from '../../domain/policies/situation.ts';
import { RIGHTS, type Right } from '../../domain/rights.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { Related } from '../../models/subjectRequest/related.ts';
import { countryOptions } from '../countries.ts';
import { placeOf } from '../dates.ts';
import { errorsOf, inPageOrder } from '../faults.ts';
import { type Frame, type FrameBase, TYPING } from '../layouts/frame.ts';
import { answerName, type CategoryNames } from '../situation.ts';
import type { FormField, WaitingFiles } from './forms/context.ts';
import { clientFields, questionFields } from './newFolded.ts';
import { type RelatedRow, relatedRows } from './related.ts';
import { wordedOf } from './words.ts';

/** The fields of the form, except the rights, which may be several. */
export const TEXT_FIELDS = [
  'formKey',
  ...CORRECTABLE,
  'receivedOn',
  'receivedTime',
  'longAgo',
  'about',
  ...CRITERIA,
  'related',
] as const;
type TextField = (typeof TEXT_FIELDS)[number];

type Hinted = 'email' | 'postalAddress' | 'receivedTime' | 'language' | 'about';

/** The form as it was written. */
export type NewForm = Record<TextField, string> & {
  rights: string[];
  particulars: Partial<Record<Right, Particulars>>;
  kept?: WaitingFiles;
};

type NewPage = {
  frame: Frame;
  errors: Record<string, string>;
  hidden: FormField[];
  related: RelatedRow[];
  parts: { title: string; fields: FormField[] }[];
};

type NewPageInput = {
  form: NewForm;
  faults: RuleViolation[];
  /** Requests that may be the same person's. */
  related: Related[];
  today: CalendarDate;
  zone: string;
  policies: PolicyRow[];
  names: CategoryNames;
};

/** Logging by hand: what came, from whom, and when it arrived. */
export function newRequestPage(base: FrameBase, given: NewPageInput): NewPage {
  const { form, faults, today, zone } = given;
  const { t } = base;
  const errors = errorsOf(t, faults);
  const ask = (partial: string, name: TextField, more: object = {}): FormField => ({
    partial,
    name,
    label: t(`newRequest:label.${name}`),
    value: form[name],
    error: errors[name],
    ...more,
  });
  const hint = (name: Hinted) => t(`newRequest:hint.${name}`);
  const rights = {
    partial: 'choices',
    type: 'checkbox',
    name: 'rights',
    legend: t('newRequest:label.rights'),
    hint: t('newRequest:hint.rights'),
    options: RIGHTS.map((right) => ({
      value: right,
      text: t(`requests:right.${right}`),
      hint: articlesOf(base, given, right),
    })),
    values: form.rights,
    error: errors.rights,
  };
  const channels = CHANNELS.filter((channel) => channel !== 'form');
  const channel = ask('choices', 'channel', {
    legend: t('newRequest:label.channel'),
    options: channels.map((value) => ({ value, text: t(`requests:channel.${value}`) })),
    values: [form.channel],
  });
  const languages = LANGUAGES.map((value) => ({ value, text: languageName(value) }));
  const page: NewPage = {
    frame: { ...base, title: t('newRequest:title'), faulty: faults.length > 0, typing: TYPING },
    errors,
    related: relatedRows(base, given.related),
    hidden: [
      { partial: 'hidden', name: 'formKey', value: form.formKey },
      { partial: 'hidden', name: 'related', value: form.related },
      ...(form.kept ? [{ partial: 'hidden', name: 'kept', value: form.kept.token }] : []),
    ],
    parts: [
      {
        title: t('newRequest:part.arrival'),
        fields: [
          channel,
          ask('field', 'receivedOn', {
            type: 'date',
            width: 'short',
            max: today,
            hint: t('newRequest:hint.receivedOn', { place: placeOf(zone, base.language) }),
          }),
          ask('field', 'receivedTime', {
            type: 'time',
            width: 'short',
            optional: true,
            hint: hint('receivedTime'),
          }),
          ...longAgo(base, form, errors),
        ],
      },
      {
        title: t('newRequest:part.asked'),
        fields: [
          rights,
          ...questionFields(base, form.particulars, errors),
          ...criteriaFields(base, given, errors, ['category', 'customer']),
          ask('textarea', 'about', { rows: 6, optional: true, hint: hint('about') }),
          files(base, form, errors),
        ],
      },
      {
        title: t('newRequest:part.person'),
        fields: [
          ask('field', 'personName', { autocomplete: 'off' }),
          ask('field', 'email', {
            type: 'email',
            optional: true,
            autocomplete: 'off',
            spellcheck: false,
            hint: hint('email'),
          }),
          ...criteriaFields(base, given, errors, ['residence']),
          ask('textarea', 'postalAddress', { rows: 3, optional: true, hint: hint('postalAddress') }),
          ask('field', 'customerNumber', { optional: true, width: 'medium', autocomplete: 'off' }),
          ask('select', 'language', { options: languages, width: 'short', hint: hint('language') }),
          clientFields(base, form, errors),
        ],
      },
    ],
  };
  return {
    ...page,
    errors: inPageOrder(
      errors,
      page.parts.flatMap(({ fields }) => fields.flatMap(withInner)),
    ),
  };
}

/** A field, or the fields inside it. */
const withInner = (field: FormField): FormField[] =>
  'fields' in field ? (field.fields as FormField[]) : [field];

/** What decides the policy, if several may apply: any country, the kinds of data in the list, a customer by name. */
function criteriaFields(
  { t, language }: FrameBase,
  { form, policies, names }: NewPageInput,
  errors: Record<string, string>,
  wanted: Criterion[],
): FormField[] {
  const unknown = { value: '', text: t('newRequest:unknown') };
  const named = policies.flatMap(({ appliesTo }) => appliesTo.category ?? []);
  const categories = [...new Set(named)].map((value) => ({
    value,
    text: answerName('category', value, language, names),
  }));
  const more: Record<Criterion, { partial: string } & Record<string, unknown>> = {
    residence: {
      partial: 'select',
      options: [{ value: '', text: t('newRequest:notKnown') }, ...countryOptions(COUNTRIES, language)],
    },
    category: { partial: 'select', options: [unknown, ...categories] },
    customer: { partial: 'field', optional: true, autocomplete: 'off', hint: t('newRequest:hint.customer') },
  };
  return criteriaNamed(policies)
    .filter((criterion) => wanted.includes(criterion))
    .map((name) => ({
      ...more[name],
      name,
      label: t(`situation:label.${name}`),
      value: form[name],
      error: errors[name],
    }));
}

/** Only if the day is over a year ago: the box that confirms it. */
function longAgo({ t }: FrameBase, form: NewForm, errors: Record<string, string>): FormField[] {
  if (!errors.longAgo && form.longAgo !== 'yes') return [];
  const options = [{ value: 'yes', text: t('newRequest:longAgo') }];
  const legend = t('newRequest:label.longAgo');
  const values = [form.longAgo];
  return [
    { partial: 'choices', type: 'checkbox', name: 'longAgo', legend, options, values, error: errors.longAgo },
  ];
}

const files = ({ t }: FrameBase, { kept }: NewForm, errors: Record<string, string>): FormField => ({
  partial: 'file',
  name: 'files',
  label: t('newRequest:label.files'),
  hint: kept ? t('verbs:kept', { names: kept.names.join(', ') }) : t('newRequest:hint.files'),
  error: errors.files,
  multiple: true,
  optional: true,
});

/** The articles of a right under all the organisation's present policies: which applies is not known yet. */
function articlesOf(
  { language }: FrameBase,
  { policies, names: { packs }, today }: NewPageInput,
  right: Right,
): string | undefined {
  const refs = policies.map(({ policy }) => policy).filter((policy) => isInEffect(packs, policy, today));
  const articles = refs.flatMap((policy) => articleOfRight(policyFor(packs, policy, today), right) ?? []);
  return [...new Set(articles.map((article) => wordedOf(article, language)))].join('; ') || undefined;
}
