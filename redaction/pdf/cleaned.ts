import type { Removal } from '../../domain/redaction/removal.ts';
import type { Survivor } from '../../domain/redaction/report.ts';
import { inChild } from '../child/run.ts';
import { asOnePart, type CleanedFile, type FileToClean, wholeOf } from '../file.ts';

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
  const { bytes, report } = await inChild({ task: 'clean-pdf', name, bytes: await wholeOf(file), removals });
  return { name, mediaType, parts: asOnePart(bytes), report: () => report };
}

export const pdfSurvivors = async (file: FileToClean, removals: readonly Removal[]): Promise<Survivor[]> =>
  inChild({ task: 'survivors-pdf', name: file.name, bytes: await wholeOf(file), removals });

export const pdfPages = async (file: FileToClean): Promise<string[]> =>
  inChild({ task: 'pages-pdf', name: file.name, bytes: await wholeOf(file), removals: [] });
