import { inflateSync } from 'node:zlib';
import { decodePDFRawStream, PDFDocument, PDFRawStream } from '@cantoo/pdf-lib';

/** The content of a part of a PDF after it was unpacked. `kind` says how it is to be read. */
export type PdfStream = { kind: StreamKind; content: string };
/** `text`: as words, such as XMP. `file`: a file within the file. `syntax`: PDF's own writing. `dots`: pictures and fonts. */
type StreamKind = 'text' | 'file' | 'syntax' | 'dots';

const MOST = 200 * 1024 * 1024;

/** Every stream of a file, found by its words alone, and unpacked; what is around them is the last, as syntax. */
export function streamsIn(bytes: Buffer): PdfStream[] {
  const whole = bytes.toString('latin1');
  const found: PdfStream[] = [];
  const around: string[] = [];
  let done = 0;
  for (const { index, 0: begin } of whole.matchAll(/\bstream\r?\n/g)) {
    if (index < done) continue;
    const from = index + begin.length;
    const end = whole.indexOf('endstream', from);
    const until = end < 0 ? whole.length : end;
    around.push(whole.slice(done, index));
    const head = whole.slice(Math.max(done, index - 2000), index);
    found.push({
      kind: kindOf(head.slice(head.lastIndexOf(' obj') + 1)),
      content: inflated(bytes.subarray(from, until)),
    });
    done = until;
  }
  return [...found, { kind: 'syntax', content: around.join('\n') + whole.slice(done) }];
}

function kindOf(head: string): StreamKind {
  if (/\/Type\s*\/Metadata|\/Subtype\s*\/XML/.test(head)) return 'text';
  if (/\/Type\s*\/EmbeddedFile/.test(head)) return 'file';
  return /\/Subtype\s*\/(Image|Type1C|CIDFontType0C|OpenType)\b|\/Length1\b|\/Type\s*\/XRef/.test(head)
    ? 'dots'
    : 'syntax';
}

function inflated(bytes: Buffer): string {
  try {
    return inflateSync(bytes, { finishFlush: 2, maxOutputLength: MOST }).toString('latin1');
  } catch {
    return bytes.toString('latin1');
  }
}

/** The same by the file's own table of objects, through all kinds of packing. Nothing where it cannot be read. */
export async function listedStreams(bytes: Uint8Array): Promise<PdfStream[]> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false, ignoreEncryption: true }).catch(
    () => undefined,
  );
  return [...(pdf?.context.enumerateIndirectObjects() ?? [])].flatMap(([, object]) => {
    if (!(object instanceof PDFRawStream)) return [];
    const content = unpackedBy(object);
    return content === undefined ? [] : [{ kind: kindOf(object.dict.toString()), content }];
  });
}

function unpackedBy(stream: PDFRawStream): string | undefined {
  try {
    return Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1');
  } catch {
    return undefined;
  }
}
