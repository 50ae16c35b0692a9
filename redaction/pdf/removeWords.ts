import { counted, type RemovalCounts, type WordFinder } from '../../domain/redaction/words.ts';
import { type Box, barOf, type Glyph, glyphsIn, inset, isOver, linesOf, type PageText } from './box.ts';
import { forgetSaid } from './marks.ts';
import { hasShading, picturesOn } from './objects.ts';
import { pageTextOf } from './pageText.ts';
import { type OpenPdf, type Pdfium, withFloats, withPage } from './pdfium.ts';
import { paintPage } from './picture.ts';

/** How much of a glyph is aimed at: first its middle, so that no neighbour is hit; then all of it, then the height of the line. */
const AIMS: ((glyph: Glyph) => Box)[] = [
  ({ tight }) => inset(tight, 0.2),
  ({ tight }) => inset(tight, -0.05),
  ({ line }) => inset(line, -0.02),
];

/**
 * Takes words out of a page, and paints bars over their places. Where they lie on a picture, which has them in its dots, or where the
 * library cannot write the page again, a picture of the page takes its place: then it returns true.
 */
export function removeFromPage(
  pdf: OpenPdf,
  index: number,
  finder: WordFinder,
  counts: RemovalCounts,
): boolean {
  const { pdfium } = pdf;
  const seen = withPage(pdf, index, (page) => look(pdfium, page, finder));
  for (const match of seen.matches) counted(counts, finder, match);
  if (seen.matches.length > 0 && (seen.isOnPicture || seen.hasShading)) return painted(pdf, index, finder);
  for (const aim of AIMS) withPage(pdf, index, (page) => take(pdfium, page, finder, aim));
  withPage(pdf, index, (page) => forget(pdfium, page));
  for (const aim of AIMS) withPage(pdf, index, (page) => take(pdfium, page, finder, aim));
  const isLeft = withPage(pdf, index, (page) => finder.isIn(pageTextOf(pdfium, page).text));
  return isLeft && painted(pdf, index, finder);
}

function forget(pdfium: Pdfium, page: number): void {
  if (!hasShading(pdfium, page) && forgetSaid(pdfium, page)) pdfium.FPDFPage_GenerateContent(page);
}

/** What a page has of the words: where, in lines, and what lies below them. */
function look(pdfium: Pdfium, page: number, finder: WordFinder) {
  const text = pageTextOf(pdfium, page);
  const matches = finder.matches(text.text);
  const passages = matches.map((match) => glyphsIn(text, match));
  const lines = passages.flatMap(linesOf);
  const pictures = matches.length > 0 ? picturesOn(pdfium, page) : [];
  const onPicture = lines.map(({ line }) => pictures.some((picture) => isOver(picture, line)));
  const isOnPicture = onPicture.includes(true);
  const shown = lines.filter(({ isInvisible }, nth) => !isInvisible || onPicture[nth]);
  const bars = shown.map(({ line }) => barOf(line, othersThan(text, passages)));
  return { matches, passages, bars, isOnPicture, hasShading: matches.length > 0 && hasShading(pdfium, page) };
}

/** Takes the words out as they are found now. */
function take(pdfium: Pdfium, page: number, finder: WordFinder, aim: (glyph: Glyph) => Box): void {
  const { passages, bars } = look(pdfium, page, finder);
  if (passages.length === 0) return;
  const quads = passages.flat().map(aim).flatMap(quadOf);
  withFloats(pdfium, quads, (at) => pdfium.EPDFText_RedactInQuads(page, at, quads.length / 8, true, false));
  for (const bar of bars) paint(pdfium, page, bar);
  pdfium.FPDFPage_GenerateContent(page);
}

const quadOf = ({ left, top, right, bottom }: Box) => [left, top, right, top, left, bottom, right, bottom];

/** A picture of the page with bars over the words, whether they are read from its glyphs or from what is said instead. */
function painted(pdf: OpenPdf, index: number, finder: WordFinder): true {
  const { pdfium } = pdf;
  paintPage(pdf, index, (page) => {
    const { bars } = look(pdfium, page, finder);
    const more = forgetSaid(pdfium, page) ? look(pdfium, page, finder).bars : [];
    for (const bar of [...bars, ...more]) paint(pdfium, page, bar);
  });
  return true;
}

/** Where else there is something to be seen on the page. */
function othersThan({ glyphs }: PageText, passages: Glyph[][]): Box[] {
  const taken = new Set(passages.flat());
  return glyphs.flatMap((glyph) =>
    glyph?.isDrawn && !taken.has(glyph) && !glyph.isInvisible ? [glyph.tight] : [],
  );
}

function paint(pdfium: Pdfium, page: number, { left, bottom, right, top }: Box): void {
  const bar = pdfium.FPDFPageObj_CreateNewRect(left, bottom, right - left, top - bottom);
  pdfium.FPDFPageObj_SetFillColor(bar, 0, 0, 0, 255);
  pdfium.FPDFPath_SetDrawMode(bar, 1, false);
  pdfium.FPDFPage_InsertObject(page, bar);
}
