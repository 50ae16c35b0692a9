import type { ChildOrder } from '../child/tasks.ts';
import { flattenPage } from './flatten.ts';
import { pageTextOf } from './pageText.ts';
import { type OpenPdf, usingPdf, withPage } from './pdfium.ts';

/** The text of each page, with what its forms and annotations show. */
export const pagesOfPdf = ({ name, bytes }: ChildOrder): Promise<string[]> =>
  usingPdf(bytes, name, (pdf) => {
    for (let index = 0; index < pdf.pages(); index++) flattenPage(pdf, index);
    return pageTexts(pdf).map((text) => text.replaceAll('\r\n', '\n'));
  });

/** The text of each page as a program reads it. */
export const pageTexts = (pdf: OpenPdf): string[] =>
  Array.from({ length: pdf.pages() }, (_, index) =>
    withPage(pdf, index, (page) => pageTextOf(pdf.pdfium, page)),
  );
