import { objectsIn, objectsOn } from './objects.ts';
import type { Pdfium } from './pdfium.ts';

/** Words that a page holds beside those that are seen: for copying, for screen readers, for abbreviations. */
const SAID = ['ActualText', 'Alt', 'E'];

/** Takes the words out of the marks of a page that is open; whether there were any. What is seen stays. */
export const forgetSaid = (pdfium: Pdfium, page: number): boolean =>
  objectsOn(pdfium, page)
    .map((object) => forgetIn(pdfium, object, 0))
    .includes(true);

function forgetIn(pdfium: Pdfium, object: number, depth: number): boolean {
  let hasChanged = false;
  for (let nth = pdfium.FPDFPageObj_CountMarks(object) - 1; nth >= 0; nth--) {
    const mark = pdfium.FPDFPageObj_GetMark(object, nth);
    for (const key of SAID) hasChanged = pdfium.FPDFPageObjMark_RemoveParam(object, mark, key) || hasChanged;
  }
  for (const inner of objectsIn(pdfium, object, depth))
    hasChanged = forgetIn(pdfium, inner, depth + 1) || hasChanged;
  return hasChanged;
}
