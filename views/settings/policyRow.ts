import { COUNTRIES } from '../../domain/countries.ts';
import { categoryIds, categoryTitle, type OwnCategory } from '../../domain/policies/categories.ts';
import type { PolicyPack } from '../../domain/policies/policy.ts';
import type { Criterion } from '../../domain/policies/situation.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { RowFields } from '../../models/organisation/policyList.ts';
import { countryOptions } from '../countries.ts';
import { errorsOf } from '../faults.ts';
import { type FrameBase, TYPING } from '../layouts/frame.ts';
import { wordedOf } from '../requests/words.ts';
import type { FormPage } from './form.ts';
import { calendarOptions, policyOptions } from './options.ts';
import { ROWS } from './policies.ts';

type PolicyRowPageInput = {
  /** The row to change; undefined for a new one. */
  id?: number;
  /** The row for all requests has no conditions. */
  isForAll: boolean;
  fields: RowFields;
  version: number;
  own: OwnCategory[];
  /** The organisation's policies and the published ones, whose kinds of data are on offer. */
  naming: PolicyPack[];
  packs: PolicyPack[];
  faults: RuleViolation[];
};
/** The form of one row of the list: which policy, and for which requests. */
export function policyRowPage(base: FrameBase, given: PolicyRowPageInput): FormPage {
  const { t, language } = base;
  const { id, isForAll, fields, packs, faults } = given;
  const errors = errorsOf(t, faults);
  const title = isForAll ? 'titleAll' : id ? 'titleChange' : 'titleNew';
  const policy = {
    partial: 'select',
    name: 'policy',
    label: t('settings:rows.policy'),
    options: fields.policy
      ? policyOptions(packs, fields.policy, language, t)
      : [
          { value: '', text: t('settings:rows.choose') },
          ...policyOptions(packs, packs[0]?.id ?? '', language, t),
        ],
    width: 'full',
    value: fields.policy,
    error: errors.policy,
  };
  const calendar = {
    partial: 'select',
    name: 'calendar',
    label: t('settings:rows.calendar'),
    hint: t('settings:rows.calendarHint'),
    options: [
      { value: '', text: t('settings:rows.calendarOwn') },
      ...calendarOptions(fields.calendar || 'none', language, t),
    ],
    width: 'full',
    value: fields.calendar ?? '',
    error: errors.calendar,
  };
  return {
    frame: { ...base, title: t(`settings:rows.${title}`), faulty: faults.length > 0, typing: TYPING },
    back: { href: '/settings/policies', text: t('settings:policies.title') },
    lead: t(isForAll ? 'settings:rows.leadAll' : 'settings:rows.lead'),
    errors,
    form: {
      id: TYPING,
      action: id ? `${ROWS}/${id}` : ROWS,
      fields: [
        { partial: 'hidden', name: 'version', value: String(given.version) },
        ...(isForAll ? [] : criteria(base, given, errors)),
        policy,
        calendar,
      ],
      button: {
        text: t('settings:save'),
        links: [{ href: '/settings/policies', text: t('settings:rows.cancel') }],
      },
    },
  };
}

function criteria(base: FrameBase, given: PolicyRowPageInput, errors: Record<string, string>): object[] {
  const { t, language } = base;
  const { fields, own, naming, packs } = given;
  const any = { value: '', text: t('settings:rows.any') };
  const ids = new Set([...categoryIds(own, naming), ...(fields.category ? [fields.category] : [])]);
  const categories = [...ids].map((value) => ({
    value,
    text: wordedOf(categoryTitle(value, own, packs), language),
  }));
  const ask = (partial: string, name: Criterion, more: object) => ({
    partial,
    name,
    label: t(`situation:label.${name}`),
    hint: t(`settings:rows.hint.${name}`),
    value: fields[name],
    error: errors[name],
    ...more,
  });
  return [
    ask('select', 'residence', { options: [any, ...countryOptions(COUNTRIES, language)] }),
    ask('select', 'category', { options: [any, ...categories], width: 'full' }),
    ask('field', 'customer', { optional: true, autocomplete: 'off' }),
  ];
}
