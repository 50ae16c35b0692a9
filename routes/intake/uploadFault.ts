import multer from 'multer';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { LARGEST_FILE, MOST_FILES } from '../middleware/uploads.ts';

const MIB = 1024 * 1024;

/** Files past the limits, as a fault of their field; nothing for an error of another kind. */
export function faultOfUpload(error: unknown): RuleViolation | undefined {
  if (error instanceof RuleViolation && error.field === 'files') return error;
  if (!(error instanceof multer.MulterError)) return undefined;
  if (error.code === 'LIMIT_FILE_SIZE')
    return new RuleViolation('file-too-large', { most: LARGEST_FILE / MIB }, 'files');
  return new RuleViolation('files-too-many', { most: MOST_FILES }, 'files');
}
