import type { Removal } from '../../domain/redaction/removal.ts';
import type { Survivor } from '../../domain/redaction/report.ts';
import { cleanedApart, doneApart } from '../child/apart.ts';
import type { CleanedFile, FileToClean } from '../file.ts';

/** A PDF without these words and pages. One of which nothing is removed loses who made it and with what, unless it should stay as it came. */
export async function cleanedPdf(
  file: FileToClean,
  removals: readonly Removal[],
  asItCame = false,
): Promise<CleanedFile> {
  const { name, mediaType } = file;
  if (removals.length === 0 && asItCame)
    return {
      name,
      mediaType,
      parts: file.parts,
      report: () => ({ removed: [], stripped: [], left: ['not-cleaned'] }),
    };
  return cleanedApart(removals.length > 0 ? 'clean-pdf' : 'plain-pdf', file, removals);
}

export const pdfSurvivors = (file: FileToClean, removals: readonly Removal[]): Promise<Survivor[]> =>
  doneApart('survivors-pdf', file, removals);

export const pdfPages = (file: FileToClean): Promise<string[]> => doneApart('pages-pdf', file);
