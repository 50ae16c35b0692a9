import type { CleanReport } from '../domain/redaction/report.ts';
import { RuleViolation } from '../domain/ruleViolation.ts';

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

/** The most that is held in memory of one file. Text, CSV and JSON are read in parts and may be larger. */
const MOST = 64 * 1024 * 1024;

/** All bytes of a file that must be held whole. */
export async function wholeOf({ name, parts }: FileToClean): Promise<Buffer> {
  const read: Buffer[] = [];
  let size = 0;
  for await (const part of parts) {
    size += part.length;
    if (size > MOST) throw new RuleViolation('file-too-large-to-clean', { name, most: MOST / 1024 / 1024 });
    read.push(part);
  }
  return Buffer.concat(read);
}

/** Bytes as the parts of a file. */
export async function* asOnePart(bytes: Uint8Array): AsyncGenerator<Buffer> {
  yield Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
