import type { Correctable } from '../../../domain/corrections.ts';
import type { Difference } from '../../../domain/deadlines/difference.ts';
import { LANGUAGES, languageName } from '../../../domain/languages.ts';
import { CHANNELS } from '../../../domain/lifecycle/vocabulary.ts';
import { articleOfRight } from '../../../domain/policies/law.ts';
import { RIGHTS } from '../../../domain/rights.ts';
import type { RightPreview } from '../../../models/subjectRequest/correctRight.ts';
import { DIFFERENCE_COLUMNS, differenceCells } from '../../differences.ts';
import { wordedOf } from '../words.ts';
import { ask, type FormContext, type FormField } from './context.ts';

/** The person's present details. The address only for a user who may change it: an answer may go there. */
export function correctPersonFields(context: FormContext): FormField[] {
  const { t, page } = context;
  const { request, noted } = page;
  const correct = (partial: string, name: Correctable, more: object = {}) =>
    ask(context, partial, name, { label: t(`newRequest:label.${name}`), value: noted[name], ...more });
  const plain = { autocomplete: 'off', optional: true };
  const channels = CHANNELS.filter((channel) => channel !== 'form');
  const words = (name: string) => t(`verbs:correct-person.${name}`);
  return [
    correct('field', 'personName', { autocomplete: 'off', label: words('name') }),
    ...(page.actions.includes('correct-address')
      ? [
          correct('field', 'email', { ...plain, type: 'email', hint: words('emailHint') }),
          ask(context, 'textarea', 'known', {
            rows: 2,
            optional: true,
            label: t('verbs:resend.known'),
            hint: words('knownHint'),
          }),
        ]
      : []),
    correct('textarea', 'postalAddress', { rows: 3, optional: true }),
    correct('field', 'customerNumber', plain),
    correct('field', 'phone', { ...plain, hint: words('phoneHint') }),
    correct('field', 'userName', plain),
    correct('field', 'behalfName', plain),
    correct('field', 'behalfEmail', { ...plain, type: 'email' }),
    correct('textarea', 'behalfPostalAddress', { rows: 3, optional: true }),
    correct('field', 'behalfCustomerNumber', plain),
    correct('field', 'behalfRelation', plain),
    correct('textarea', 'behalfAuthority', { rows: 2, optional: true }),
    ...(request.channel === 'form'
      ? []
      : [
          correct('choices', 'channel', {
            options: channels.map((value) => ({ value, text: t(`requests:channel.${value}`) })),
          }),
        ]),
    correct('select', 'language', {
      options: LANGUAGES.map((value) => ({ value, text: languageName(value) })),
      width: 'short',
    }),
    ask(context, 'textarea', 'reason', { rows: 2, hint: words('reasonHint') }),
  ];
}

/** The right that was meant; once chosen, with the effect on the dates. */
export function correctRightFields(context: FormContext): FormField[] {
  const { t, language, page, isPreview, broken } = context;
  const options = RIGHTS.map((value) => {
    const article = articleOfRight(page.policy, value);
    return { value, text: t(`requests:right.${value}`), hint: article && wordedOf(article, language) };
  });
  return [
    ask(context, 'choices', 'right', {
      options,
      label: t('verbs:correct-right.right'),
      value: page.request.right,
    }),
    ask(context, 'textarea', 'reason', { rows: 2, hint: t('verbs:correct-right.reasonHint') }),
    ...(isPreview && broken ? preview(context, broken as RightPreview) : []),
  ];
}

function preview(context: FormContext, { differences, hasRight, right, seen }: RightPreview): FormField[] {
  const { t } = context;
  return [
    {
      partial: 'notice',
      kind: hasRight ? 'info' : 'warning',
      title: t('verbs:correct-right.then', { right: t(`requests:right.${right}`) }),
      text: [
        ...(hasRight ? [] : [t('verbs:change-policy.rightless')]),
        t(differences.length > 0 ? 'verbs:correct-right.moves' : 'verbs:change-policy.none'),
      ].join(' '),
    },
    ...differencesTable(context, differences),
    { partial: 'hidden', name: 'shown', value: seen },
    ask({ ...context, values: {} }, 'choices', 'confirmed', {
      type: 'checkbox',
      label: t('verbs:change-policy.confirmed'),
      options: [{ value: 'yes', text: t('verbs:correct-right.confirm') }],
    }),
  ];
}

/** The dates that move, end or are new; undefined if none does. */
export function differencesTable({ t, language, page }: FormContext, differences: Difference[]): FormField[] {
  if (differences.length === 0) return [];
  return [
    {
      partial: 'table',
      caption: t('moves:changesTitle'),
      columns: DIFFERENCE_COLUMNS.map((name) => ({ text: t(`moves:column.${name}`) })),
      rows: differences.map((one) => ({
        cells: differenceCells({ t, language, packs: page.choice.names.packs }, one, page.request.zone),
      })),
    },
  ];
}
