import { counted, type RemovalCounts, type WordFinder } from '../../domain/redaction/words.ts';
import { type Box, barOf, type Glyph, glyphsIn, inset, isOver, linesOf, type PageText } from './box.ts';
import { forgetSaid } from './marks.ts';
import { hasShading, picturesOn } from './objects.ts';
import { pageTextOf, withPageText } from './pageText.ts';
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
  const { matches, needsPicture } = withPage(pdf, index, (page) => look(pdfium, page, finder));
  for (const match of matches) counted(counts, finder, match);
  if (needsPicture) return painted(pdf, index, finder);
  const isLeft = matches.length > 0 && !takenFrom(pdf, index, finder);
  const isNew = withPage(pdf, index, (page) => forget(pdfium, page));
  return (isLeft || isNew) && !takenFrom(pdf, index, finder) && painted(pdf, index, finder);
}

/** Takes the words out of a page, aiming at more of each glyph as long as some are left; whether none is. */
function takenFrom(pdf: OpenPdf, index: number, finder: WordFinder): boolean {
  const { pdfium } = pdf;
  const isNoneLeft = AIMS.some((aim) => !withPage(pdf, index, (page) => take(pdfium, page, finder, aim)));
  return isNoneLeft || !withPage(pdf, index, (page) => finder.isIn(pageTextOf(pdfium, page)));
}

/** Takes away what a page says instead of what it shows; whether there was anything, so that other words may be read now. */
function forget(pdfium: Pdfium, page: number): boolean {
  if (hasShading(pdfium, page) || !forgetSaid(pdfium, page)) return false;
  pdfium.FPDFPage_GenerateContent(page);
  return true;
}

/** What a page has of the words, and whether only a picture of it can be without them: for what lies below, or what else is there. */
const look = (pdfium: Pdfium, page: number, finder: WordFinder) =>
  withPageText(pdfium, page, (text) => {
    const matches = finder.matches(text.text);
    if (matches.length === 0) return { matches, needsPicture: false };
    const pictures = picturesOn(pdfium, page);
    const lines = pictures.length > 0 ? matches.flatMap((match) => linesOf(glyphsIn(text, match))) : [];
    const isOnPicture = lines.some((line) => isOnOne(pictures, line));
    return { matches, needsPicture: isOnPicture || hasShading(pdfium, page) };
  });

/** The glyphs of the words on a page, and the bars over those that can be seen. */
const passagesOn = (pdfium: Pdfium, page: number, finder: WordFinder): { passages: Glyph[][]; bars: Box[] } =>
  withPageText(pdfium, page, (text) => {
    const passages = finder.matches(text.text).map((match) => glyphsIn(text, match));
    if (passages.length === 0) return { passages, bars: [] };
    const pictures = picturesOn(pdfium, page);
    const shown = passages.flatMap(linesOf).filter((line) => !line.isInvisible || isOnOne(pictures, line));
    const others = othersThan(text, passages);
    return { passages, bars: shown.map(({ line }) => barOf(line, others)) };
  });

const isOnOne = (pictures: readonly Box[], { line }: { line: Box }): boolean =>
  pictures.some((picture) => isOver(picture, line));

/** Takes the words out as they are found now; whether there were any. */
function take(pdfium: Pdfium, page: number, finder: WordFinder, aim: (glyph: Glyph) => Box): boolean {
  const { passages, bars } = passagesOn(pdfium, page, finder);
  if (passages.length === 0) return false;
  const quads = passages.flat().map(aim).flatMap(quadOf);
  withFloats(pdfium, quads, (at) => pdfium.EPDFText_RedactInQuads(page, at, quads.length / 8, true, false));
  for (const bar of bars) paint(pdfium, page, bar);
  pdfium.FPDFPage_GenerateContent(page);
  return true;
}

const quadOf = ({ left, top, right, bottom }: Box) => [left, top, right, top, left, bottom, right, bottom];

/** A picture of the page with bars over the words, whether they are read from its glyphs or from what is said instead. */
function painted(pdf: OpenPdf, index: number, finder: WordFinder): true {
  const { pdfium } = pdf;
  paintPage(pdf, index, (page) => {
    const { bars } = passagesOn(pdfium, page, finder);
    const more = forgetSaid(pdfium, page) ? passagesOn(pdfium, page, finder).bars : [];
    for (const bar of [...bars, ...more]) paint(pdfium, page, bar);
  });
  return true;
}

/** Where else there is something to be seen on the page. */
function othersThan({ text, glyphOf }: PageText, passages: Glyph[][]): Box[] {
  const taken = new Set(passages.flat());
  return Array.from({ length: text.length }, (_, nth) => glyphOf(nth)).flatMap((glyph) =>
    glyph?.isDrawn && !taken.has(glyph) && !glyph.isInvisible ? [glyph.tight] : [],
  );
}

function paint(pdfium: Pdfium, page: number, { left, bottom, right, top }: Box): void {
  const bar = pdfium.FPDFPageObj_CreateNewRect(left, bottom, right - left, top - bottom);
  pdfium.FPDFPageObj_SetFillColor(bar, 0, 0, 0, 255);
  pdfium.FPDFPath_SetDrawMode(bar, 1, false);
  pdfium.FPDFPage_InsertObject(page, bar);
}
