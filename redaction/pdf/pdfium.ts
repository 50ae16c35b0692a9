import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium';
import { RuleViolation } from '../../domain/ruleViolation.ts';

/** The library that reads PDF, with its memory. It is loaded once in a process, which then ends. */
export type Pdfium = WrappedPdfiumModule & { pdfium: Heaps };
/** Its memory, and its functions without the library's checks, which take longer than they do; its own types leave both out. */
type Heaps = {
  HEAPU8: Uint8Array;
  HEAPF32: Float32Array;
  HEAPF64: Float64Array;
  wasmExports: { malloc(size: number): number; free(at: number): void } & Record<GlyphCall, NumberCall>;
};
type NumberCall = (...numbers: number[]) => number;
/** What is asked of each letter, thousands of times a page. */
type GlyphCall =
  | 'FPDFText_GetUnicode'
  | 'FPDFText_IsGenerated'
  | 'FPDFText_GetCharBox'
  | 'FPDFText_GetLooseCharBox'
  | 'FPDFText_GetCharOrigin'
  | 'FPDFText_GetCharAngle'
  | 'FPDFText_GetTextObject'
  | 'FPDFTextObj_GetTextRenderMode';
/** A PDF that was opened: its pages are asked for by number. */
export type OpenPdf = { pdfium: Pdfium; doc: number; pages(): number; saved(): Buffer };

let loading: Promise<Pdfium> | undefined;

async function load(): Promise<Pdfium> {
  const wasm = fileURLToPath(import.meta.resolve('@embedpdf/pdfium/pdfium.wasm'));
  const pdfium = (await init({ wasmBinary: new Uint8Array(readFileSync(wasm)).buffer } as Parameters<
    typeof init
  >[0])) as Pdfium;
  pdfium.PDFiumExt_Init();
  return pdfium;
}

const NEEDS_PASSWORD = 4;

/**
 * Opens a PDF, and closes it once it was used. One that only its owner may change is opened as anybody can; one that asks for a
 * password to be read is refused.
 */
export async function usingPdf<T>(
  bytes: Uint8Array,
  name: string,
  use: (pdf: OpenPdf) => T,
): Promise<Awaited<T>> {
  loading ??= load();
  const pdfium = await loading;
  const at = kept(pdfium, bytes);
  const doc = pdfium.FPDF_LoadMemDocument(at, bytes.length, '');
  try {
    if (!doc || pdfium.FPDF_GetPageCount(doc) < 1) throw refusal(pdfium, doc, name);
    pdfium.EPDF_RemoveEncryption(doc);
    return await use({
      pdfium,
      doc,
      pages: () => pdfium.FPDF_GetPageCount(doc),
      saved: () => saved(pdfium, doc),
    });
  } finally {
    if (doc) pdfium.FPDF_CloseDocument(doc);
    pdfium.pdfium.wasmExports.free(at);
  }
}

function refusal(pdfium: Pdfium, doc: number, name: string): RuleViolation {
  const isLocked = !doc && pdfium.FPDF_GetLastError() === NEEDS_PASSWORD;
  return new RuleViolation(isLocked ? 'file-locked' : 'file-unreadable', { name });
}

/** Bytes in the memory of the library. */
function kept({ pdfium }: Pdfium, bytes: Uint8Array): number {
  const at = pdfium.wasmExports.malloc(bytes.length);
  if (!at) throw new Error('The library has no memory left');
  pdfium.HEAPU8.set(bytes, at);
  return at;
}

function saved(pdfium: Pdfium, doc: number): Buffer {
  const writer = pdfium.PDFiumExt_OpenFileWriter();
  pdfium.PDFiumExt_SaveAsCopy(doc, writer);
  const size = pdfium.PDFiumExt_GetFileWriterSize(writer);
  const at = pdfium.pdfium.wasmExports.malloc(size);
  pdfium.PDFiumExt_GetFileWriterData(writer, at, size);
  const bytes = Buffer.from(pdfium.pdfium.HEAPU8.slice(at, at + size));
  pdfium.PDFiumExt_CloseFileWriter(writer);
  pdfium.pdfium.wasmExports.free(at);
  return bytes;
}

/** Runs with one page, which is closed afterwards. */
export function withPage<T>({ pdfium, doc }: OpenPdf, index: number, use: (page: number) => T): T {
  const page = pdfium.FPDF_LoadPage(doc, index);
  if (!page) throw new Error(`Page ${index + 1} cannot be read`);
  try {
    return use(page);
  } finally {
    pdfium.FPDF_ClosePage(page);
  }
}

/** Numbers that the library writes to memory: floats, or whole numbers. */
export function floatsOf(
  { pdfium }: Pdfium,
  count: number,
  write: (at: number) => unknown,
): number[] | undefined {
  const at = pdfium.wasmExports.malloc(count * 4);
  try {
    return write(at) ? [...pdfium.HEAPF32.slice(at / 4, at / 4 + count)] : undefined;
  } finally {
    pdfium.wasmExports.free(at);
  }
}

/** Runs with floats in the memory of the library. */
export function withFloats<T>({ pdfium }: Pdfium, floats: readonly number[], use: (at: number) => T): T {
  const at = pdfium.wasmExports.malloc(floats.length * 4);
  pdfium.HEAPF32.set(floats, at / 4);
  try {
    return use(at);
  } finally {
    pdfium.wasmExports.free(at);
  }
}
