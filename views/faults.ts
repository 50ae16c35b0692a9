import type { RuleViolation } from '../domain/ruleViolation.ts';
import type { T } from './i18n.ts';

/** The sentence of a broken rule, in the reader's language (locales/…/rules.json). */
export const sentenceOf = (t: T, violation: RuleViolation): string =>
  t(`rules:${violation.code}`, violation.data);

/** Sentences by field, as the error summary and the fields take them; what belongs to no field is under ''. */
export function errorsOf(t: T, violations: readonly RuleViolation[]): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const violation of violations) errors[violation.field ?? ''] ??= sentenceOf(t, violation);
  return errors;
}
