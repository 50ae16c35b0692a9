import type { Removal } from '../../domain/redaction/removal.ts';
import type { Survivor } from '../../domain/redaction/report.ts';
import { cleanedApart, doneApart } from '../child/apart.ts';
import type { CleanedFile, FileToClean } from '../file.ts';

/** A PDF without these words and pages. One of which nothing is removed stays as it is, and the report says so. */
export async function cleanedPdf(file: FileToClean, removals: readonly Removal[]): Promise<CleanedFile> {
  const { name, mediaType } = file;
  if (removals.length === 0)
    return {
      name,
      mediaType,
      parts: file.parts,
      report: () => ({ removed: [], stripped: [], left: ['not-cleaned'] }),
    };
  return cleanedApart('clean-pdf', file, removals);
}

export const pdfSurvivors = (file: FileToClean, removals: readonly Removal[]): Promise<Survivor[]> =>
  doneApart('survivors-pdf', file, removals);

export const pdfPages = (file: FileToClean): Promise<string[]> => doneApart('pages-pdf', file);
