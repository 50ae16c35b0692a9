import type { CleanReport } from '../domain/redaction/report.ts';

/** A file to be cleaned, read in parts. */
export type FileToClean = { name: string; mediaType: string; size: number; parts: AsyncIterable<Buffer> };

/** The cleaned file. `report` may be asked once its parts have been read to the end. */
export type CleanedFile = {
  name: string;
  mediaType: string;
  parts: AsyncIterable<Buffer>;
  report(): CleanReport;
};

/** A file of which nothing was removed. */
export const NOTHING_REMOVED: CleanReport = { removed: [], stripped: [], left: [] };
