import { RuleViolation } from '../../domain/ruleViolation.ts';
import { asOnePart, type CleanedFile, type FileToClean, wholeOf } from '../file.ts';
import type { plainJpeg } from './jpeg.ts';
import type { plainPng } from './png.ts';

/** A picture without what its camera and its programs wrote into it. */
export async function cleanedImage(
  file: FileToClean,
  plain: typeof plainJpeg | typeof plainPng,
): Promise<CleanedFile> {
  const { name, mediaType } = file;
  const bytes = await wholeOf(file);
  const result = bytes.length > 20 ? plain(bytes) : undefined;
  if (!result) throw new RuleViolation('file-unreadable', { name });
  const stripped = result.length < bytes.length ? (['metadata'] as const) : [];
  return {
    name,
    mediaType,
    parts: asOnePart(result),
    report: () => ({ removed: [], stripped: [...stripped], left: [] }),
  };
}

/** WebP keeps its metadata in places that nothing here takes them out of. */
export function refusedWebp({ name }: FileToClean): never {
  throw new RuleViolation('webp-not-cleaned', { name });
}
