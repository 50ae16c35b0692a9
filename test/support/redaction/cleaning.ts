import type { Removal } from '../../../domain/redaction/removal.ts';
import type { CleanReport, Survivor } from '../../../domain/redaction/report.ts';
import { cleaned } from '../../../redaction/cleaned.ts';
import { cleanPdf } from '../../../redaction/pdf/clean.ts';
import { pagesOfPdf } from '../../../redaction/pdf/pages.ts';
import { survivorsInPdf } from '../../../redaction/pdf/survivors.ts';
import { survivors } from '../../../redaction/survivors.ts';

/** These words, for the rights of others. */
export const words = (...all: string[]): Removal[] =>
  all.map((one) => ({ kind: 'words', words: one, reason: 'rights-of-others' }));

/** A file in parts of that many bytes. */
export function fileIn(name: string, mediaType: string, content: Buffer | string, every = 65_536) {
  const bytes = Buffer.from(content);
  return { name, mediaType, size: bytes.length, parts: inParts(bytes, every) };
}

async function* inParts(bytes: Buffer, every: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += every) yield bytes.subarray(at, at + every);
}

type Result = { bytes: Buffer; text: string; report: CleanReport; survivors: Survivor[]; mediaType: string };

/** A file after the words were removed, and what an adversary finds in it. */
export async function cleanedFrom(
  name: string,
  mediaType: string,
  content: Buffer | string,
  removals: Removal[],
  every = 65_536,
): Promise<Result> {
  const result = await cleaned(fileIn(name, mediaType, content, every), removals);
  const parts: Buffer[] = [];
  for await (const part of result.parts) parts.push(part);
  const bytes = Buffer.concat(parts);
  const left = await survivors(fileIn(result.name, result.mediaType, bytes), removals);
  return {
    bytes,
    text: bytes.toString(),
    report: result.report(),
    survivors: left,
    mediaType: result.mediaType,
  };
}

/** The same for a PDF, within this process: a process for each of hundreds takes minutes. */
export async function cleanedPdfFrom(bytes: Buffer, removals: Removal[]) {
  const order = { task: 'clean-pdf' as const, name: 'file.pdf', removals };
  const result = await cleanPdf({ ...order, bytes });
  const after = { ...order, bytes: result.bytes };
  const [survivors, pages] = [await survivorsInPdf(after), await pagesOfPdf(after)];
  return { bytes: Buffer.from(result.bytes), report: result.report, survivors, pages };
}

/** What an adversary finds in a PDF, within this process. */
export const pdfSurvivorsOf = (bytes: Buffer, removals: Removal[]): Promise<Survivor[]> =>
  survivorsInPdf({ task: 'survivors-pdf', name: 'file.pdf', bytes, removals });
