import { PDFDocument } from '@cantoo/pdf-lib';
import type { LeftCode, StrippedCode } from '../../domain/redaction/report.ts';
import type { ChildOrder, CleanedBytes } from '../child/tasks.ts';
import { foundIn } from './inventory.ts';
import { withoutMetadata } from './scrub.ts';

/** What a reader can open in a PDF although no page shows it: it stays, since it may be what the person should get, and is named. */
const NAMED: Partial<Record<StrippedCode, LeftCode>> = {
  annotations: 'page-notes',
  'embedded-files': 'attachments',
  signature: 'signed',
};

/**
 * A PDF as it came, but for who made it, with what, when, and how it was before: its Info, XMP, private data of programs, metadata of its pictures
 * and earlier states. Pages, forms, tags, links, notes and attachments stay. One that is signed stays as it is, since any change would break its
 * signature; so does one that the library cannot read, which may be locked.
 */
export async function plainPdf({ bytes }: ChildOrder): Promise<CleanedBytes> {
  try {
    return await plained(bytes);
  } catch {
    return { bytes, report: { removed: [], stripped: [], left: ['not-cleaned'] } };
  }
}

async function plained(bytes: Uint8Array): Promise<CleanedBytes> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true });
  const found = foundIn(pdf);
  const left = found.flatMap((code) => NAMED[code] ?? []);
  if (found.includes('signature')) return { bytes, report: { removed: [], stripped: [], left } };
  const stripped = found.filter((code) => code === 'metadata');
  return { bytes: await withoutMetadata(pdf), report: { removed: [], stripped, left } };
}
