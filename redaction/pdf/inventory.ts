import { PDFArray, PDFDict, type PDFDocument, PDFName, PDFStream } from '@cantoo/pdf-lib';
import type { StrippedCode } from '../../domain/redaction/report.ts';

const at = (dict: PDFDict | undefined, key: string) => dict?.lookup(PDFName.of(key));
const dictAt = (dict: PDFDict | undefined, key: string): PDFDict | undefined => {
  const value = at(dict, key);
  return value instanceof PDFDict ? value : undefined;
};

/** What a PDF has beside its pages, as far as a reader cannot see it there. */
export function foundIn(pdf: PDFDocument): StrippedCode[] {
  const names = dictAt(pdf.catalog, 'Names');
  const form = dictAt(pdf.catalog, 'AcroForm');
  const kinds = annotationsIn(pdf);
  const there: Partial<Record<StrippedCode, boolean>> = {
    metadata: Boolean(pdf.context.trailerInfo.Info) || at(pdf.catalog, 'Metadata') instanceof PDFStream,
    'embedded-files':
      Boolean(at(names, 'EmbeddedFiles') || at(pdf.catalog, 'AF')) || kinds.has('FileAttachment'),
    annotations: [...kinds].some((kind) => !['Link', 'Widget', 'FileAttachment'].includes(kind)),
    form: Boolean(form),
    outline: Boolean(at(pdf.catalog, 'Outlines')),
    scripts: Boolean(at(names, 'JavaScript') || at(pdf.catalog, 'OpenAction') || at(pdf.catalog, 'AA')),
    tags: Boolean(at(pdf.catalog, 'StructTreeRoot')),
    links: kinds.has('Link'),
    signature: Boolean(at(form, 'SigFlags') || at(pdf.catalog, 'Perms')),
  };
  return (Object.keys(there) as StrippedCode[]).filter((code) => there[code]);
}

function annotationsIn(pdf: PDFDocument): Set<string> {
  const kinds = new Set<string>();
  for (const page of pdf.getPages()) {
    const all = page.node.lookup(PDFName.of('Annots'));
    if (!(all instanceof PDFArray)) continue;
    for (let nth = 0; nth < all.size(); nth++) {
      const one = all.lookup(nth);
      const kind = one instanceof PDFDict ? one.get(PDFName.of('Subtype')) : undefined;
      if (kind instanceof PDFName) kinds.add(kind.decodeText());
    }
  }
  return kinds;
}
