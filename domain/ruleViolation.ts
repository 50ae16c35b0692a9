/**
 * The domain's only error type: a person or a pack broke a rule.
 * `code` is stable and worded in views (`locales/*​/rules.json`), `data` fills the sentence,
 * `field` names the form field that it belongs to, if any.
 */
export class RuleViolation extends Error {
  readonly code: string;
  readonly data: Record<string, unknown>;
  readonly field: string | undefined;

  constructor(code: string, data: Record<string, unknown> = {}, field?: string) {
    super(`${code} ${JSON.stringify(data)}`);
    this.name = 'RuleViolation';
    this.code = code;
    this.data = data;
    this.field = field;
  }
}

/** Runs a rule; a violation then belongs to that form field. */
export function beside<T>(field: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RuleViolation)) throw error;
    throw new RuleViolation(error.code, error.data, field);
  }
}
