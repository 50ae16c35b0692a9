import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { CHANNELS } from '../../domain/lifecycle/vocabulary.ts';
import { ARTICLE_OF_RIGHT, RIGHTS } from '../../domain/rights.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import { placeOf } from '../dates.ts';
import { errorsOf } from '../faults.ts';
import { LANGUAGES } from '../i18n.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import type { Field, Kept } from './forms/context.ts';

type TextField =
  | 'formKey'
  | 'personName'
  | 'email'
  | 'postalAddress'
  | 'customerNumber'
  | 'behalfName'
  | 'behalfRelation'
  | 'behalfAuthority'
  | 'channel'
  | 'receivedOn'
  | 'receivedTime'
  | 'longAgo'
  | 'language'
  | 'about';

type Hinted =
  | 'email'
  | 'postalAddress'
  | 'behalfName'
  | 'behalfAuthority'
  | 'receivedTime'
  | 'language'
  | 'about';

/** The form as it was written. */
export type NewForm = Record<TextField, string> & { rights: string[]; kept?: Kept };

export type NewPage = {
  frame: Frame;
  errors: Record<string, string>;
  hidden: Field[];
  parts: { title: string; fields: Field[] }[];
};

type Given = { form: NewForm; faults: RuleViolation[]; today: CalendarDate; zone: string };

/** Logging by hand: what came, from whom, and when it truly arrived. */
export function newRequestPage(base: FrameBase, { form, faults, today, zone }: Given): NewPage {
  const { t } = base;
  const errors = errorsOf(t, faults);
  const ask = (partial: string, name: TextField, more: object = {}): Field => ({
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
      hint: ARTICLE_OF_RIGHT[right],
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
  const languages = LANGUAGES.map((value) => ({ value, text: t('frame:languageName', { lng: value }) }));
  return {
    frame: { ...base, title: t('newRequest:title'), faulty: faults.length > 0 },
    errors,
    hidden: [
      { partial: 'hidden', name: 'formKey', value: form.formKey },
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
            hint: t('newRequest:hint.receivedOn', { place: placeOf(zone) }),
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
          ask('textarea', 'postalAddress', { rows: 3, optional: true, hint: hint('postalAddress') }),
          ask('field', 'customerNumber', { optional: true, width: 'medium', autocomplete: 'off' }),
          ask('field', 'behalfName', { optional: true, autocomplete: 'off', hint: hint('behalfName') }),
          ask('field', 'behalfRelation', { optional: true, autocomplete: 'off' }),
          ask('field', 'behalfAuthority', {
            optional: true,
            autocomplete: 'off',
            hint: hint('behalfAuthority'),
          }),
          ask('select', 'language', { options: languages, width: 'short', hint: hint('language') }),
        ],
      },
    ],
  };
}

/** Only where the day lies over a year back: the box that says it is meant. */
function longAgo({ t }: FrameBase, form: NewForm, errors: Record<string, string>): Field[] {
  if (!errors.longAgo && form.longAgo !== 'yes') return [];
  const options = [{ value: 'yes', text: t('newRequest:longAgo') }];
  const legend = t('newRequest:label.longAgo');
  const values = [form.longAgo];
  return [
    { partial: 'choices', type: 'checkbox', name: 'longAgo', legend, options, values, error: errors.longAgo },
  ];
}

const files = ({ t }: FrameBase, { kept }: NewForm, errors: Record<string, string>): Field => ({
  partial: 'file',
  name: 'files',
  label: t('newRequest:label.files'),
  hint: kept ? t('verbs:kept', { names: kept.names.join(', ') }) : t('newRequest:hint.files'),
  error: errors.files,
  multiple: true,
  optional: true,
});
