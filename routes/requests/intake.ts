import { addMonthsClamped, type CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { localDate } from '../../domain/calendar/zone.ts';
import { OF_CLIENT } from '../../domain/corrections.ts';
import { addressFaults, normalisedEmail } from '../../domain/email.ts';
import { particularFaults } from '../../domain/intake/particulars.ts';
import { asLanguage } from '../../domain/languages.ts';
import { CHANNELS } from '../../domain/lifecycle/vocabulary.ts';
import { situationFaults } from '../../domain/policies/listFaults.ts';
import type { Situation } from '../../domain/policies/situation.ts';
import { RIGHTS } from '../../domain/rights.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { line, nameFaults } from '../../domain/writing.ts';
import type { IncomingFile } from '../../models/attachment/store.ts';
import type { Intake } from '../../models/subjectRequest/receive.ts';
import type { Client } from '../../models/subjectRequest/sealed.ts';
import { type NewForm, TEXT_FIELDS } from '../../views/requests/new.ts';
import { dayOf, momentOf } from './verb.ts';

/** The fields with several lines; the others are names, addresses and choices. */
const SEVERAL_LINES: readonly (keyof NewForm)[] = [
  'postalAddress',
  'behalfPostalAddress',
  'behalfAuthority',
  'about',
];

/** The fields as they are stored. */
export const formAsKept = (form: Record<(typeof TEXT_FIELDS)[number], string>): typeof form => {
  const fields = TEXT_FIELDS.map((name) => [
    name,
    SEVERAL_LINES.includes(name) ? form[name] : line(form[name]),
  ]);
  return Object.fromEntries(fields);
};

const MOST: Partial<Record<keyof NewForm, number>> = {
  about: 50_000,
  postalAddress: 1000,
  behalfPostalAddress: 1000,
  formKey: 64,
};

/** The form as an intake, or all its faults. */
export function intakeOf(
  form: NewForm,
  files: IncomingFile[],
  now: Date,
  { zone, isCategory }: { zone: string; isCategory(id: string): boolean },
): { intake?: Intake; faults: RuleViolation[] } {
  const faults: RuleViolation[] = [];
  const fault = (code: string, field: string, data = {}) =>
    void faults.push(new RuleViolation(code, data, field));
  const rights = RIGHTS.filter((right) => form.rights.includes(right));
  const channel = CHANNELS.find((one) => one === form.channel && one !== 'form');
  const language = asLanguage(form.language);
  if (rights.length === 0) fault('rights-missing', 'rights');
  if (!form.personName) fault('person-missing', 'personName');
  faults.push(...nameFaults(form.personName, 'personName'));
  faults.push(...addressFaults(form.email, 'email'));
  if (!channel) fault('channel-missing', 'channel');
  const received = receiptOf(form, now, zone, faults);
  if (!language) fault('language-missing', 'language');
  for (const field of TEXT_FIELDS) {
    const most = MOST[field] ?? 200;
    if (form[field].length > most) fault('text-too-long', field, { most });
  }
  const situation = situationIn(form);
  faults.push(...situationFaults(situation, { isCategory }));
  if (!form.behalfName && OF_CLIENT.some((field) => form[field])) fault('behalf-name-missing', 'behalfName');
  faults.push(...addressFaults(form.behalfEmail, 'behalfEmail'), ...particularFaults(form.particulars));
  faults.push(...nameFaults(form.behalfName, 'behalfName'));
  if (faults.length > 0 || !channel || !language || !received) return { faults };
  const { about, postalAddress, customerNumber } = form;
  const behalf = form.behalfName ? behalfOf(form) : undefined;
  const email = form.email ? normalisedEmail(form.email) : undefined;
  const details = {
    about,
    ...(postalAddress && { postalAddress }),
    ...(customerNumber && { customerNumber }),
    ...(behalf && { behalf }),
  };
  const person = { name: form.personName, email };
  const formKey = form.formKey || crypto.randomUUID();
  return {
    intake: {
      formKey,
      channel,
      language,
      rights,
      person,
      details,
      particulars: form.particulars,
      situation,
      files,
      received,
    },
    faults,
  };
}

/** The answers that decide the policy. */
const situationIn = ({ residence, category, customer }: NewForm): Situation => ({
  ...(residence && { residence }),
  ...(category && { category }),
  ...(customer && { customer }),
});

const behalfOf = (form: NewForm): Client => ({
  name: form.behalfName,
  relation: form.behalfRelation,
  authority: form.behalfAuthority || undefined,
  email: form.behalfEmail || undefined,
  postalAddress: form.behalfPostalAddress || undefined,
  customerNumber: form.behalfCustomerNumber || undefined,
});

/** The moment of receipt, or its day if only that is known. A date over a year ago must be confirmed. */
function receiptOf(
  form: NewForm,
  now: Date,
  zone: string,
  faults: RuleViolation[],
): Intake['received'] | undefined {
  const field = 'receivedOn';
  try {
    const day = dayOf(form.receivedOn, field);
    const at = form.receivedTime ? momentOf(day, form.receivedTime, zone, field) : undefined;
    const today = localDate(now, zone);
    if (at ? at > now : day > today) throw new RuleViolation('in-the-future', {}, field);
    if (isLongAgo(day, today) && form.longAgo !== 'yes')
      throw new RuleViolation('received-long-ago', {}, 'longAgo');
    return at ? { at } : { on: day };
  } catch (error) {
    if (!(error instanceof RuleViolation)) throw error;
    const beside = error.field === `${field}Time` ? 'receivedTime' : error.field;
    faults.push(new RuleViolation(error.code, error.data, beside));
    return undefined;
  }
}

/** Over a year before today: 9 May 2025 seen on 10 May 2026. */
const isLongAgo = (day: CalendarDate, today: CalendarDate): boolean => day < addMonthsClamped(today, -12);
