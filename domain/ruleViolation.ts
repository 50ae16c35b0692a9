/**
 * The domain's one error type: a rule was broken, by a person or by a pack.
 * `code` is stable and worded in views (`locales/*​/rules.json`), `data` fills the sentence,
 * `field` names the form field beside which it belongs, if any.
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

/** Runs a rule; a violation of it then stands beside the form field that was read. */
export function beside<T>(field: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RuleViolation)) throw error;
    throw new RuleViolation(error.code, error.data, field);
  }
}
