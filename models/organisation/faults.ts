import { holidayCalendar } from '../../domain/calendar/holidays.ts';
import { isZone, localDate } from '../../domain/calendar/zone.ts';
import { addressFaults } from '../../domain/email.ts';
import { asLanguage } from '../../domain/languages.ts';
import { beginsOn } from '../../domain/policies/inEffect.ts';
import type { PolicyPack } from '../../domain/policies/policy.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { PlanMoment } from '../../domain/tasks/plan.ts';
import { line, lines, nameFaults } from '../../domain/writing.ts';
import type { Desk } from '../desk.ts';

/**
 * What an organisation may change about itself. `languages`: in order of preference. `policy`: `id` or `id@version`, for all requests that
 * no other row applies to.
 */
export type OrganisationFields = {
  name: string;
  slug: string;
  zone: string;
  calendar: string;
  policy: string;
  languages: string[];
  replyAddress: string;
  escalationAddress: string;
  postalAddress: string;
  authority: string;
  /** When the tasks of a request are planned; as it was, where left out. */
  plansOn?: PlanMoment;
};

/** Every fault of the fields; empty if they can be saved. */
export function organisationFaults(
  { packs, clock }: Pick<Desk, 'packs' | 'clock'>,
  fields: OrganisationFields,
): RuleViolation[] {
  const today = localDate(clock(), isZone(fields.zone) ? fields.zone : 'UTC');
  const fault = (wrong: boolean, field: keyof OrganisationFields, code: string, data = {}) =>
    wrong ? [new RuleViolation(code, data, field)] : [];
  return [
    ...lengthFaults(fields),
    ...nameFaults(fields.name, 'name'),
    ...nameFaults(fields.authority, 'authority'),
    ...fault(!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(fields.slug), 'slug', 'slug-invalid'),
    ...fault(!isZone(fields.zone), 'zone', 'zone-unknown', { zone: fields.zone }),
    ...calendarFaults(fields.calendar),
    ...fault(!isKnownPolicy(packs, fields.policy), 'policy', 'policy-unknown', { policy: fields.policy }),
    ...fault(beginsOn(packs, fields.policy, today) !== undefined, 'policy', 'policy-not-yet'),
    ...fault(!areLanguages(fields.languages), 'languages', 'languages-missing'),
    ...addressFaults(fields.replyAddress, 'replyAddress'),
    ...addressFaults(fields.escalationAddress, 'escalationAddress'),
  ];
}

/** The fields as they are stored. */
export const fieldsAsKept = (fields: OrganisationFields): OrganisationFields => ({
  ...fields,
  name: line(fields.name),
  authority: line(fields.authority),
  replyAddress: line(fields.replyAddress),
  escalationAddress: line(fields.escalationAddress),
  postalAddress: lines(fields.postalAddress),
});

/** Whether the packs include `id`, or the exact `id@version`. */
export function isKnownPolicy(packs: PolicyPack[], policy: string): boolean {
  const [id, version] = policy.split('@', 2);
  return packs.some((pack) => pack.id === id && (version === undefined || pack.version === version));
}

const MOST: Partial<Record<keyof OrganisationFields, number>> = {
  name: 200,
  slug: 60,
  replyAddress: 320,
  escalationAddress: 320,
  postalAddress: 2000,
  authority: 200,
};
const NEEDED: (keyof OrganisationFields)[] = ['name', 'slug', 'authority'];

function lengthFaults(fields: OrganisationFields): RuleViolation[] {
  const missing = NEEDED.filter((field) => !fields[field]).map(
    (field) => new RuleViolation('field-missing', {}, field),
  );
  const tooLong = Object.entries(MOST)
    .filter(([field, most]) => (fields[field as keyof OrganisationFields]?.length ?? 0) > most)
    .map(([field, most]) => new RuleViolation('text-too-long', { most }, field));
  return [...missing, ...tooLong];
}

function calendarFaults(calendar: string): RuleViolation[] {
  try {
    holidayCalendar(calendar);
    return [];
  } catch (error) {
    if (!(error instanceof RuleViolation)) throw error;
    return [new RuleViolation(error.code, error.data, 'calendar')];
  }
}

const areLanguages = (languages: string[]) => languages.length > 0 && languages.every(asLanguage);
