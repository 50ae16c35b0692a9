import { RuleViolation } from '../../domain/ruleViolation.ts';

/** A fault of a form's files, to be shown beside their field; nothing for an error of another kind. */
export const faultOfUpload = (error: unknown): RuleViolation | undefined =>
  error instanceof RuleViolation && error.field === 'files' ? error : undefined;

/** Files past the limits are too large a form; one that is empty can be chosen again. */
export const statusOfUpload = ({ code }: RuleViolation): 413 | 422 => (code === 'file-empty' ? 422 : 413);
