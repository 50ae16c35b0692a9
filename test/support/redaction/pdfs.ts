import {
  decodePDFRawStream,
  type PDFDict,
  PDFDocument,
  type PDFFont,
  PDFHexString,
  PDFName,
  PDFOperator,
  type PDFPage,
  PDFRawStream,
  PDFString,
  rgb,
  StandardFonts,
} from '@cantoo/pdf-lib';

type Sheet = { pdf: PDFDocument; page: PDFPage; font: PDFFont; nextLine(): number };
const named = (key: string) => PDFName.of(key);

/** Where a PDF may hold words, and how each is written there. */
export const PDF_PLACES = {
  text: ({ page, font, nextLine }: Sheet, words: string) =>
    page.drawText(`Met ${words}, and Anna stays`, { x: 30, y: nextLine(), size: 10, font }),
  white: ({ page, font, nextLine }: Sheet, words: string) =>
    page.drawText(`White ${words} here`, { x: 30, y: nextLine(), size: 10, font, color: rgb(1, 1, 1) }),
  'off the page': ({ page, font }: Sheet, words: string) =>
    page.drawText(`Away ${words} there`, { x: 30, y: -60, size: 10, font }),
  'in no colour': ({ page, font, nextLine }: Sheet, words: string) => {
    page.pushOperators(PDFOperator.of('Tr' as never, ['3']));
    page.drawText(`Unseen ${words} there`, { x: 30, y: nextLine(), size: 10, font });
    page.pushOperators(PDFOperator.of('Tr' as never, ['0']));
  },
  'two pieces': ({ page, font, nextLine }: Sheet, words: string) => {
    const [y, half] = [nextLine(), Math.ceil(words.length / 2)];
    const begun = words.slice(0, half);
    page.drawText(begun, { x: 30, y, size: 10, font });
    page.drawText(words.slice(half), { x: 30 + font.widthOfTextAtSize(begun, 10), y, size: 10, font });
  },
  'form field': ({ pdf, page, nextLine }: Sheet, words: string) => {
    const field = pdf.getForm().createTextField(`name ${words}`);
    field.setText(`Field ${words}`);
    field.addToPage(page, { x: 30, y: nextLine(), width: 300, height: 14 });
  },
  annotation: ({ pdf, page }: Sheet, words: string) => {
    const note = { Type: 'Annot', Subtype: 'Text', Rect: [10, 10, 20, 20], T: PDFString.of(words) };
    const said = { Contents: PDFHexString.fromText(`Note on ${words}`) };
    page.node.addAnnot(pdf.context.register(pdf.context.obj({ ...note, ...said })));
  },
  attachment: ({ pdf }: Sheet, words: string) =>
    pdf.attach(Buffer.from(`Attached ${words}`), `${words}.txt`, { mimeType: 'text/plain' }),
  info: ({ pdf }: Sheet, words: string) => {
    pdf.setTitle(`${pdf.getTitle() ?? ''} of ${words},`);
    pdf.setAuthor(words);
  },
  xmp: ({ pdf }: Sheet, words: string) => {
    const packed = Buffer.from(`picture of ${words} in base64`).toString('base64');
    const text = `<x:xmpmeta><dc:creator>${words}</dc:creator><image>${packed}</image></x:xmpmeta>`;
    const stream = pdf.context.stream(text, { Type: 'Metadata', Subtype: 'XML' });
    pdf.catalog.set(named('Metadata'), pdf.context.register(stream));
  },
  outline: ({ pdf }: Sheet, words: string) => {
    const item = pdf.context.obj({ Title: PDFHexString.fromText(`Chapter of ${words}`) });
    const ref = pdf.context.register(item);
    const outline = pdf.context.register(
      pdf.context.obj({ Type: 'Outlines', First: ref, Last: ref, Count: 1 }),
    );
    item.set(named('Parent'), outline);
    pdf.catalog.set(named('Outlines'), outline);
  },
  script: ({ pdf }: Sheet, words: string) => pdf.addJavaScript('greet', `app.alert("${words}")`),
  'what is said instead': ({ pdf, page, font, nextLine }: Sheet, words: string) => {
    page.drawText('.', { x: 1, y: 1, size: 1, font });
    const fonts = page.node.Resources()?.lookup(named('Font')) as PDFDict;
    const [name] = fonts.keys();
    const text = `/Span <</ActualText (${words})>> BDC BT ${name} 10 Tf 30 ${nextLine()} Td (Zq) Tj ET EMC`;
    page.node.addContentStream(pdf.context.register(pdf.context.stream(text)));
  },
  'what is said of a drawing': ({ pdf, page }: Sheet, words: string) => {
    const text = `/Figure <</Alt (${words})>> BDC 10 10 5 5 re f EMC`;
    page.node.addContentStream(pdf.context.register(pdf.context.stream(text)));
  },
  'the names of pages': ({ pdf, page }: Sheet, words: string) => {
    pdf.catalog.set(named('Dests'), pdf.context.obj({ here: [page.ref, named('Fit')], [words]: [page.ref] }));
    pdf.catalog.set(named('PageLabels'), pdf.context.obj({ Nums: [0, { P: PDFString.of(words) }] }));
  },
  'private data': ({ pdf, page }: Sheet, words: string) =>
    page.node.set(
      named('PieceInfo'),
      pdf.context.obj({ Tool: pdf.context.obj({ Private: PDFString.of(words) }) }),
    ),
} as const;
export type PdfPlace = keyof typeof PDF_PLACES;

/** A PDF that holds these words in these places, and `Anna stays` on its page. */
export async function pdfWith(places: Partial<Record<PdfPlace, string[]>>, packed = true): Promise<Buffer> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  const page = pdf.addPage([400, 800]);
  let y = 780;
  page.drawText('Anna stays', { x: 30, y, size: 10, font });
  const sheet = { pdf, page, font, nextLine: () => (y -= 16) };
  for (const [place, all] of Object.entries(places))
    for (const words of all) await PDF_PLACES[place as PdfPlace](sheet, words);
  return Buffer.from(await pdf.save({ useObjectStreams: packed }));
}

/** A PDF of several pages, each with one line. */
export async function pdfOfPages(...lines: string[]): Promise<Buffer> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (const line of lines) pdf.addPage([400, 200]).drawText(line, { x: 30, y: 150, size: 12, font });
  return Buffer.from(await pdf.save());
}

/** A scan: a page that is a picture of one colour, with the words that a program read from it, unseen. */
export async function scannedPdf(...read: string[]): Promise<Buffer> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  const dots = {
    Type: 'XObject',
    Subtype: 'Image',
    Width: 400,
    Height: 100,
    BitsPerComponent: 1,
    ColorSpace: 'DeviceGray',
  };
  const picture = pdf.context.register(pdf.context.stream(Buffer.alloc(5000, 0xff), dots));
  for (const words of read) {
    const page = pdf.addPage([400, 300]);
    page.node.setXObject(named('Scan'), picture);
    for (const [operator, ...values] of [
      ['q'],
      ['cm', '400', '0', '0', '300', '0', '0'],
      ['Do', '/Scan'],
      ['Q'],
      ['Tr', '3'],
    ])
      page.pushOperators(PDFOperator.of(operator as never, values));
    if (words) page.drawText(words, { x: 30, y: 150, size: 14, font });
  }
  return Buffer.from(await pdf.save());
}

/** What is written in the parts of a PDF, unpacked. */
export async function syntaxOf(bytes: Buffer): Promise<string> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  const parts = pdf.context
    .enumerateIndirectObjects()
    .map(([, object]) =>
      object instanceof PDFRawStream
        ? Buffer.from(decodePDFRawStream(object).decode()).toString('latin1')
        : object.toString(),
    );
  return parts.join('\n');
}

/** The width of the one bar that was painted, in points. */
export async function barIn(bytes: Buffer): Promise<number> {
  const [, width, height] = / ([\d.]+) ([\d.]+) re f\*/.exec(await syntaxOf(bytes)) ?? [];
  return Math.round(Number(width) / (Number(height) / 14));
}

/** A PDF whose page has a comment in its content, which no program shows. */
export async function pdfWithComment(words: string): Promise<Buffer> {
  const pdf = await PDFDocument.create();
  const page = pdf.addPage([400, 300]);
  page.node.addContentStream(pdf.context.register(pdf.context.stream(`% by ${words}\n`)));
  return Buffer.from(await pdf.save());
}

/** A PDF with a line of text, and a shading that fills a part of the page. */
export async function shadedPdf(line: string): Promise<Buffer> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  const page = pdf.addPage([400, 300]);
  page.drawText(line, { x: 30, y: 250, size: 14, font });
  const colours = { FunctionType: 2, Domain: [0, 1], C0: [1, 0, 0], C1: [0, 0, 1], N: 1 };
  const shading = {
    ShadingType: 2,
    ColorSpace: 'DeviceRGB',
    Coords: [0, 0, 400, 0],
    Function: pdf.context.obj(colours),
  };
  page.node.Resources()?.set(named('Shading'), pdf.context.obj({ S0: pdf.context.obj(shading) }));
  page.node.addContentStream(pdf.context.register(pdf.context.stream('q 20 100 200 50 re W n /S0 sh Q')));
  return Buffer.from(await pdf.save());
}
