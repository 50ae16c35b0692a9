import { LANGUAGES, languageName } from '../../domain/languages.ts';
import type { PolicyPack } from '../../domain/policies/policy.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import { PLAN_MOMENTS } from '../../domain/tasks/plan.ts';
import type { OrganisationFields } from '../../models/organisation/faults.ts';
import { chosenCalendar } from '../calendars.ts';
import { errorsOf, inPageOrder } from '../faults.ts';
import { type Frame, type FrameBase, TYPING } from '../layouts/frame.ts';
import { calendarOptions, policyOptions, zoneOptions } from './options.ts';

type OrganisationPageInput = {
  fields: OrganisationFields;
  version: number;
  packs: PolicyPack[];
  faults: RuleViolation[];
  mayChange: boolean;
  mayManageUsers: boolean;
  mayMoveDates: boolean;
  mayExamine: boolean;
  mayImport: boolean;
};
type OrganisationPage = {
  frame: Frame;
  errors: Record<string, string>;
  form?: object;
  links: { href: string; text: string }[];
};

/** The settings of an organisation, for a user who may change them. */
export function organisationPage(base: FrameBase, given: OrganisationPageInput): OrganisationPage {
  const { t } = base;
  const errors = errorsOf(t, given.faults);
  const fields = fieldsOf(base, given, errors);
  return {
    frame: {
      ...base,
      title: t('settings:organisation.title'),
      faulty: given.faults.length > 0,
      typing: given.mayChange ? TYPING : undefined,
    },
    errors: inPageOrder(errors, fields),
    form: given.mayChange
      ? {
          id: TYPING,
          action: '/settings/organisation',
          fields: [{ partial: 'hidden', name: 'version', value: String(given.version) }, ...fields],
          button: { text: t('settings:save') },
        }
      : undefined,
    links: [
      { href: '/settings/policies', text: t('settings:policies.title') },
      { href: '/settings/templates', text: t('templates:title') },
      ...(given.mayManageUsers
        ? [{ href: '/settings/organisation/users', text: t('settings:users.title') }]
        : []),
      ...(given.mayExamine ? [{ href: '/settings/doctor', text: t('doctor:link') }] : []),
      ...(given.mayImport ? [{ href: '/settings/import', text: t('registerImport:title') }] : []),
      ...(given.mayMoveDates ? [{ href: '/settings/dates', text: t('moves:link') }] : []),
      { href: '/settings/rehearsal', text: t('rehearsal:link') },
    ],
  };
}

function fieldsOf(
  base: FrameBase,
  { fields, packs }: OrganisationPageInput,
  errors: Record<string, string>,
): object[] {
  const { t, language } = base;
  const asked = (partial: string, name: keyof OrganisationFields, more: object = {}) => ({
    partial,
    name,
    label: t(`settings:organisation.${name}`),
    hint: t(`settings:organisation.${name}Hint`),
    value: fields[name],
    error: errors[name],
    ...more,
  });
  return [
    asked('field', 'name'),
    asked('field', 'slug', { width: 'medium', spellcheck: false }),
    asked('select', 'zone', { options: zoneOptions(fields.zone) }),
    asked('select', 'calendar', {
      hint: [t('settings:organisation.calendarHint'), chosenCalendar(fields.calendar, language, t)].join(' '),
      options: calendarOptions(fields.calendar, language, t),
      width: 'full',
    }),
    asked('select', 'policy', { options: policyOptions(packs, fields.policy, language, t), width: 'full' }),
    asked('choices', 'languages', {
      type: 'checkbox',
      legend: t('settings:organisation.languages'),
      options: LANGUAGES.map((value) => ({ value, text: languageName(value) })),
      values: fields.languages,
    }),
    asked('field', 'replyAddress', { type: 'email', optional: true, spellcheck: false }),
    asked('field', 'escalationAddress', { type: 'email', optional: true, spellcheck: false }),
    asked('textarea', 'postalAddress', { rows: 3, optional: true }),
    asked('field', 'authority'),
    asked('choices', 'plansOn', {
      legend: t('settings:organisation.plansOn'),
      options: PLAN_MOMENTS.map((value) => ({ value, text: t(`settings:plansOn.${value}`) })),
      values: [fields.plansOn ?? 'identity'],
    }),
  ];
}
