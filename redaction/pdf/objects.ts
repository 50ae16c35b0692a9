import type { Box } from './box.ts';
import { floatsOf, type Pdfium } from './pdfium.ts';

/** The kinds of things that a page is made of. */
const IMAGE = 3;
const SHADING = 4;
const FORM = 5;
const DEEPEST = 20;

/** The things on a page. */
export function objectsOn(pdfium: Pdfium, page: number): number[] {
  const count = pdfium.FPDFPage_CountObjects(page);
  return Array.from({ length: count }, (_, nth) => pdfium.FPDFPage_GetObject(page, nth));
}

/** The things within a group; none where it is no group. */
export function objectsIn(pdfium: Pdfium, object: number, depth: number): number[] {
  if (pdfium.FPDFPageObj_GetType(object) !== FORM || depth > DEEPEST) return [];
  const count = pdfium.FPDFFormObj_CountObjects(object);
  return Array.from({ length: count }, (_, nth) => pdfium.FPDFFormObj_GetObject(object, nth));
}

/** Whether a page has a thing that the library draws but does not write again: a shading that fills a shape. */
export const hasShading = (pdfium: Pdfium, page: number): boolean =>
  objectsOn(pdfium, page).some((object) => isShading(pdfium, object, 0));

const isShading = (pdfium: Pdfium, object: number, depth: number): boolean =>
  pdfium.FPDFPageObj_GetType(object) === SHADING ||
  objectsIn(pdfium, object, depth).some((inner) => isShading(pdfium, inner, depth + 1));

/** Where pictures are on a page, also within groups. */
export const picturesOn = (pdfium: Pdfium, page: number): Box[] =>
  objectsOn(pdfium, page).flatMap((object) => picturesIn(pdfium, object, 0));

function picturesIn(pdfium: Pdfium, object: number, depth: number): Box[] {
  if (pdfium.FPDFPageObj_GetType(object) === IMAGE) return [boundsOf(pdfium, object)];
  const boxes = objectsIn(pdfium, object, depth).flatMap((inner) => picturesIn(pdfium, inner, depth + 1));
  const matrix =
    boxes.length > 0 ? floatsOf(pdfium, 6, (at) => pdfium.FPDFPageObj_GetMatrix(object, at)) : [];
  return boxes.map((box) => moved(box, matrix ?? []));
}

/** A box of a group, where the group stands. */
function moved({ left, bottom, right, top }: Box, [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: number[]): Box {
  const corners = [left, right].flatMap((x) =>
    [bottom, top].map((y) => [a * x + c * y + e, b * x + d * y + f] as const),
  );
  const [across, up] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return {
    left: Math.min(...across),
    bottom: Math.min(...up),
    right: Math.max(...across),
    top: Math.max(...up),
  };
}

function boundsOf(pdfium: Pdfium, object: number): Box {
  const [left = 0, bottom = 0, right = 0, top = 0] =
    floatsOf(pdfium, 4, (at) => pdfium.FPDFPageObj_GetBounds(object, at, at + 4, at + 8, at + 12)) ?? [];
  return { left, bottom, right, top };
}
