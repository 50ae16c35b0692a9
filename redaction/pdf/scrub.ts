import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFStream,
  PDFString,
} from '@cantoo/pdf-lib';
import type { StrippedCode } from '../../domain/redaction/report.ts';
import { plainJpeg } from '../image/jpeg.ts';
import { foundIn } from './inventory.ts';
import { hiddenLayers, plainLayers } from './layers.ts';

/** What of a document and of a page is kept: what is needed to draw it. */
const OF_CATALOG = ['Type', 'Pages', 'Lang', 'Version', 'OCProperties'];
const OF_PAGE = [
  'Type',
  'Parent',
  'MediaBox',
  'CropBox',
  'BleedBox',
  'TrimBox',
  'ArtBox',
  'Rotate',
  'UserUnit',
  'Resources',
  'Contents',
  'Group',
  'Kids',
  'Count',
];
/** What is taken out of everything else. */
const NOWHERE = [
  'Metadata',
  'PieceInfo',
  'LastModified',
  'StructParent',
  'StructParents',
  'ActualText',
  'Alt',
  'E',
  'TU',
  'TM',
  'AA',
  'Annots',
  'B',
  'Thumb',
  'JS',
  'EF',
  'AF',
  'URI',
  'OPI',
  'SeparationInfo',
  'PressSteps',
  'VP',
  'Measure',
  'PtData',
  'Alternates',
  'Ref',
  'DPartRoot',
  'DPart',
];

/** What a PDF has beside what its pages show. */
export const inventoryOf = async (bytes: Uint8Array): Promise<StrippedCode[]> => foundIn(await loaded(bytes));

const loaded = (bytes: Uint8Array): Promise<PDFDocument> =>
  PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: false });

/** A PDF with nothing in it but its pages as they are drawn; and whether it has layers that are not shown. */
export async function scrubbed(bytes: Uint8Array): Promise<{ bytes: Uint8Array; hasLayers: boolean }> {
  const pdf = await loaded(bytes);
  const hasLayers = hiddenLayers(pdf);
  keepOnly(pdf.catalog, OF_CATALOG);
  if (hasLayers) plainLayers(pdf);
  else pdf.catalog.delete(PDFName.of('OCProperties'));
  const reached = new Set<PDFObject>();
  walk(pdf, pdf.context.trailerInfo.Root ?? pdf.catalog, reached, cleanDict);
  forgetUnreached(pdf, reached);
  Object.assign(pdf.context.trailerInfo, { Info: undefined, ID: undefined, Encrypt: undefined });
  const saved = await pdf.save({
    addDefaultPage: false,
    updateFieldAppearances: false,
    useObjectStreams: true,
  });
  return { bytes: saved, hasLayers };
}

/** What programs write into a file about themselves, wherever it stands. */
const METADATA = ['Metadata', 'PieceInfo', 'LastModified', 'Thumb'];

/** The same PDF without its Info, its XMP, private data of programs, metadata of its pictures and earlier states. */
export async function withoutMetadata(pdf: PDFDocument): Promise<Uint8Array> {
  const reached = new Set<PDFObject>();
  const forget = (dict: PDFDict) => {
    for (const key of METADATA) dict.delete(PDFName.of(key));
  };
  walk(pdf, pdf.context.trailerInfo.Root ?? pdf.catalog, reached, forget);
  forgetUnreached(pdf, reached);
  Object.assign(pdf.context.trailerInfo, { Info: undefined, ID: undefined });
  return pdf.save({ addDefaultPage: false, updateFieldAppearances: false, useObjectStreams: true });
}

function keepOnly(dict: PDFDict, keys: readonly string[]): void {
  for (const key of dict.keys()) if (!keys.includes(key.decodeText())) dict.delete(key);
}

/** Walks all that can be reached, and cleans each thing once. */
function walk(
  pdf: PDFDocument,
  root: PDFObject,
  reached: Set<PDFObject>,
  cleaned: (dict: PDFDict) => void,
): void {
  const waiting: PDFObject[] = [root];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    if (next instanceof PDFRef)
      waiting.push(...[pdf.context.lookup(next)].filter((found) => found !== undefined));
    else if (next instanceof PDFArray) waiting.push(...next.asArray());
    else if (next instanceof PDFStream) {
      cleaned(next.dict);
      waiting.push(...next.dict.values());
      if (next instanceof PDFRawStream) cleanPicture(next);
    } else if (next instanceof PDFDict) {
      cleaned(next);
      waiting.push(...next.values());
    }
  }
}

const isNamed = (dict: PDFDict, key: string, ...names: string[]): boolean => {
  const value = dict.get(PDFName.of(key));
  return value instanceof PDFName && names.includes(value.decodeText());
};

function cleanDict(dict: PDFDict): void {
  if (isNamed(dict, 'Type', 'Page', 'Pages')) keepOnly(dict, OF_PAGE);
  for (const key of dict.keys()) if (NOWHERE.includes(key.decodeText())) dict.delete(key);
  if (isNamed(dict, 'Type', 'OCG')) {
    keepOnly(dict, ['Type', 'Name', 'Intent']);
    dict.set(PDFName.of('Name'), PDFString.of('Layer'));
  }
}

/** A photograph in a page has its place and camera, as one beside it has. */
function cleanPicture(stream: PDFRawStream): void {
  if (!isNamed(stream.dict, 'Filter', 'DCTDecode')) return;
  const picture = stream.contents.length > 20 ? plainJpeg(Buffer.from(stream.contents)) : undefined;
  if (picture) Object.assign(stream, { contents: new Uint8Array(picture) });
}

/** Whatever nothing leads to is forgotten: earlier states of the file, and what was just taken out. */
function forgetUnreached(pdf: PDFDocument, reached: ReadonlySet<PDFObject>): void {
  for (const [ref] of pdf.context.enumerateIndirectObjects()) if (!reached.has(ref)) pdf.context.delete(ref);
}
