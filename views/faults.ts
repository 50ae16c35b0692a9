import type { RuleViolation } from '../domain/ruleViolation.ts';
import type { T } from './i18n.ts';

/** The sentence of a broken rule, in the reader's language (locales/…/rules.json). */
export const sentenceOf = (t: T, violation: RuleViolation): string =>
  t(`rules:${violation.code}`, violation.data);

/** Sentences by field, for the error summary and the fields; those without a field are under ''. */
export type FieldErrors = Record<string, string>;

export function errorsOf(t: T, violations: readonly RuleViolation[]): FieldErrors {
  const errors: FieldErrors = {};
  for (const violation of violations) errors[violation.field ?? ''] ??= sentenceOf(t, violation);
  return errors;
}

/** The form is valid, but its effect must be shown first. */
const TO_BE_SEEN = [
  'receipt-unconfirmed',
  'right-unconfirmed',
  'policy-unconfirmed',
  'posting-moves',
  'merge-unconfirmed',
];

/** Whether a form is shown again only to preview its effect: that is not an error. */
export const isToBeSeen = ({ code }: RuleViolation): boolean => TO_BE_SEEN.includes(code);

/** Whether a form's effect must be confirmed, also because something changed since the preview. */
export const isToConfirm = ({ field }: RuleViolation): boolean => field === 'confirmed';

/** The same in the order of the page's fields; those without a field come first. */
export function inPageOrder(
  errors: Record<string, string>,
  fields: readonly object[],
): Record<string, string> {
  const place = (field: string) => fields.findIndex((one) => 'name' in one && one.name === field);
  return Object.fromEntries(Object.entries(errors).sort(([one], [other]) => place(one) - place(other)));
}
