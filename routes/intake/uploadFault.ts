import { RuleViolation } from '../../domain/ruleViolation.ts';

/** A fault of a form's files, to show beside their field; undefined for any other error. */
export const faultOfUpload = (error: unknown): RuleViolation | undefined =>
  error instanceof RuleViolation && error.field === 'files' ? error : undefined;

/** 413 for files over the limits; 422 for an empty file, which can be chosen again. */
export const statusOfUpload = ({ code }: RuleViolation): 413 | 422 => (code === 'file-empty' ? 422 : 413);
