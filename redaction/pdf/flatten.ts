import { type OpenPdf, type Pdfium, withPage } from './pdfium.ts';

const WIDGET = 20;
const NORMAL = 0;
const AS_SHOWN = 0;

/** Makes what forms and annotations show a part of the page, so that their words can be taken out as any others. */
export function flattenPage(pdf: OpenPdf, index: number): void {
  const { pdfium } = pdf;
  withPage(pdf, index, (page) => {
    for (let nth = 0; nth < pdfium.FPDFPage_GetAnnotCount(page); nth++) drawField(pdfium, page, nth);
    pdfium.FPDFPage_Flatten(page, AS_SHOWN);
  });
}

/** A field may have a value and no picture of it, which programs then draw themselves. */
function drawField(pdfium: Pdfium, page: number, nth: number): void {
  const annotation = pdfium.FPDFPage_GetAnnot(page, nth);
  if (!annotation) return;
  if (
    pdfium.FPDFAnnot_GetSubtype(annotation) === WIDGET &&
    !pdfium.EPDFAnnot_HasAppearanceStream(annotation, NORMAL)
  )
    pdfium.EPDFAnnot_GenerateFormFieldAP(annotation);
  pdfium.FPDFPage_CloseAnnot(annotation);
}
