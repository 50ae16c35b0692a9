import type { Correctable } from '../../domain/corrections.ts';
import { PARTICULARS, type Particulars, particularField } from '../../domain/intake/particulars.ts';
import { RIGHTS, type Right } from '../../domain/rights.ts';
import type { FrameBase } from '../layouts/frame.ts';
import type { FormField } from './forms/context.ts';

/** In the order of the page. */
const CLIENT_FIELDS = [
  'behalfName',
  'behalfRelation',
  'behalfEmail',
  'behalfCustomerNumber',
  'behalfPostalAddress',
  'behalfAuthority',
] as const satisfies readonly Correctable[];
type ClientField = (typeof CLIENT_FIELDS)[number];

/** Fields shown when their right is ticked, with the short names of the public form's questions. */
export const questionFields = (
  { t }: FrameBase,
  given: Partial<Record<Right, Particulars>>,
  errors: Record<string, string>,
): FormField[] =>
  RIGHTS.map((right) => ({
    partial: 'ofChoice',
    choice: right,
    legend: t(`requests:right.${right}`),
    fields: PARTICULARS[right].map((question) => {
      const name = particularField(right, question);
      const words = `particulars:${right}.${question.name}`;
      const value = given[right]?.[question.name] ?? '';
      const common = { name, error: errors[name], optional: true };
      if (!question.choices)
        return { ...common, partial: 'textarea', label: t(`${words}.name`), value, rows: 2 };
      const options = question.choices.map((choice) => ({
        value: choice,
        text: t(`${words}.choice.${choice}`),
      }));
      return { ...common, partial: 'choices', legend: t(`${words}.name`), values: [value], options };
    }),
  }));

/** The person whose data it is, if somebody else writes for them: folded until it is used or has a fault. */
export function clientFields(
  { t }: FrameBase,
  form: Record<ClientField, string>,
  errors: Record<string, string>,
): FormField {
  const more: Record<ClientField, object> = {
    behalfName: { hint: t('newRequest:hint.behalfName') },
    behalfRelation: { hint: t('newRequest:hint.behalfRelation') },
    behalfEmail: { type: 'email', spellcheck: false, hint: t('newRequest:hint.behalfEmail') },
    behalfCustomerNumber: { width: 'medium' },
    behalfPostalAddress: { partial: 'textarea', rows: 3 },
    behalfAuthority: { partial: 'textarea', rows: 3, hint: t('newRequest:hint.behalfAuthority') },
  };
  return {
    partial: 'folded',
    summary: t('newRequest:behalf'),
    open: CLIENT_FIELDS.some((name) => form[name] || errors[name]),
    fields: CLIENT_FIELDS.map((name) => ({
      partial: 'field',
      name,
      label: t(`newRequest:label.${name}`),
      value: form[name],
      error: errors[name],
      optional: true,
      autocomplete: 'off',
      ...more[name],
    })),
  };
}
