import type { RuleViolation } from '../domain/ruleViolation.ts';
import type { T } from './i18n.ts';

/** The sentence of a broken rule, in the reader's language (locales/…/rules.json). */
export const sentenceOf = (t: T, violation: RuleViolation): string =>
  t(`rules:${violation.code}`, violation.data);

/** Sentences by field, as the error summary and the fields take them; what belongs to no field is under ''. */
export type FieldErrors = Record<string, string>;

export function errorsOf(t: T, violations: readonly RuleViolation[]): FieldErrors {
  const errors: FieldErrors = {};
  for (const violation of violations) errors[violation.field ?? ''] ??= sentenceOf(t, violation);
  return errors;
}

/** What was filled in is whole, and does something that is first shown. */
const TO_BE_SEEN = ['receipt-unconfirmed', 'right-unconfirmed', 'policy-unconfirmed', 'posting-moves'];

/** Whether a form is shown again for nothing but to show what it would do: that is no fault of whoever filled it in. */
export const isToBeSeen = ({ code }: RuleViolation): boolean => TO_BE_SEEN.includes(code);

/** Whether what a form would do is to be confirmed: also where something changed since it was shown. */
export const isToConfirm = ({ field }: RuleViolation): boolean => field === 'confirmed';

/** The same in the order in which the fields stand on the page, so that a list is read as the page is; what is of no field comes first. */
export function inPageOrder(
  errors: Record<string, string>,
  fields: readonly object[],
): Record<string, string> {
  const place = (field: string) => fields.findIndex((one) => 'name' in one && one.name === field);
  return Object.fromEntries(Object.entries(errors).sort(([one], [other]) => place(one) - place(other)));
}
