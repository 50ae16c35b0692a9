import { type OpenPdf, type Pdfium, withFloats, withPage } from './pdfium.ts';

/** Dots for each point: 150 an inch, which can be read and printed. */
const DOTS = 150 / 72;
const MOST_DOTS = 5000;
const BGRX = 3;

/** Puts a picture of a page in the place of the page, after `prepare` has covered what must not be seen: nothing is in it but what is seen. */
export function paintPage(pdf: OpenPdf, index: number, prepare: (page: number) => void): void {
  const { pdfium, doc } = pdf;
  const drawn = withPage(pdf, index, (page) => {
    prepare(page);
    return drawnPage(pdfium, page);
  });
  const page = pdfium.FPDFPage_New(doc, index + 1, drawn.width, drawn.height);
  const image = pdfium.FPDFPageObj_NewImageObj(doc);
  pdfium.FPDFImageObj_SetBitmap(0, 0, image, drawn.bitmap);
  withFloats(pdfium, [drawn.width, 0, 0, drawn.height, 0, 0], (at) =>
    pdfium.FPDFPageObj_SetMatrix(image, at),
  );
  pdfium.FPDFPage_InsertObject(page, image);
  pdfium.FPDFPage_GenerateContent(page);
  pdfium.FPDF_ClosePage(page);
  pdfium.FPDFBitmap_Destroy(drawn.bitmap);
  pdfium.FPDFPage_Delete(doc, index);
}

function drawnPage(pdfium: Pdfium, page: number) {
  const [width, height] = [pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)];
  const scale = Math.min(DOTS, MOST_DOTS / Math.max(width, height));
  const [across, up] = [Math.ceil(width * scale), Math.ceil(height * scale)];
  const bitmap = pdfium.FPDFBitmap_CreateEx(across, up, BGRX, 0, 0);
  if (!bitmap) throw new Error('The library has no memory left');
  pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, across, up, 0xffffffff);
  pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, across, up, 0, 0);
  return { width, height, bitmap };
}
