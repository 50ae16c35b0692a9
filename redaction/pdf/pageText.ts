import { type Box, type Glyph, inset, type PageText } from './box.ts';
import type { Pdfium } from './pdfium.ts';

/** A hyphen at the end of a line, by which the library says that the word goes on. */
const HYPHENS = [0x2, 0xfffe];
const SLANT = 0.02;

/** The text of a page that is open, in the order in which it is read; also what is white, invisible or off the page. */
export const pageTextOf = (pdfium: Pdfium, page: number): string =>
  withPageText(pdfium, page, ({ text }) => text);

/** Runs with the text of a page that is open. Where a glyph is, is read only of those that are asked for: it takes longer than all else. */
export function withPageText<T>(pdfium: Pdfium, page: number, use: (text: PageText) => T): T {
  const reader = pdfium.FPDFText_LoadPage(page);
  if (!reader) return use({ text: '', glyphOf: () => undefined });
  const room = pdfium.pdfium.wasmExports.malloc(32);
  try {
    return use(textFrom(pdfium, reader, room));
  } finally {
    pdfium.pdfium.wasmExports.free(room);
    pdfium.FPDFText_ClosePage(reader);
  }
}

function textFrom(pdfium: Pdfium, reader: number, room: number): PageText {
  const { FPDFText_GetUnicode } = pdfium.pdfium.wasmExports;
  const places: number[] = [];
  let text = '';
  const count = pdfium.FPDFText_CountChars(reader);
  for (let at = 0; at < count; at++) {
    const letters = lettersOf(FPDFText_GetUnicode(reader, at));
    text += letters;
    for (let one = 0; one < letters.length; one++) places.push(at);
  }
  const known = new Map<number, Glyph | undefined>();
  const glyphOf = (letter: number) => {
    const at = places[letter];
    if (at === undefined) return undefined;
    const isLetter = /\S/.test(text[letter] ?? '');
    if (!known.has(at)) known.set(at, glyphAt({ pdfium, reader, room }, at, isLetter));
    return known.get(at);
  };
  return { text, glyphOf };
}

function lettersOf(code: number): string {
  if (HYPHENS.includes(code)) return '-\n';
  if (code === 0) return '\ufffd';
  return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
}

/** A page's text that is open, and room in the library's memory for what it says of one glyph. */
type Reader = { pdfium: Pdfium; reader: number; room: number };

function glyphAt(open: Reader, at: number, isLetter: boolean): Glyph | undefined {
  const { reader } = open;
  const { wasmExports: ask } = open.pdfium.pdfium;
  if (ask.FPDFText_IsGenerated(reader, at) === 1) return undefined;
  const tight = tightBox(open, at);
  const loose = looseBox(open, at);
  if (!tight || !loose) return undefined;
  const turn = ask.FPDFText_GetCharAngle(reader, at) % (Math.PI / 2);
  const isUpright = turn < SLANT || turn > Math.PI / 2 - SLANT;
  const object = ask.FPDFText_GetTextObject(reader, at);
  const isDrawn = isLetter && tight.right > tight.left && tight.top > tight.bottom;
  const ofLine = loose.right > loose.left && loose.top > loose.bottom ? loose : tight;
  return {
    tight: isDrawn ? tight : beginning(open, at, ofLine),
    isDrawn,
    line: isUpright || !isDrawn ? ofLine : inset(tight, -0.1), // the line of a slanted letter would cover its neighbours
    isUpright,
    isInvisible: object !== 0 && [3, 7].includes(ask.FPDFTextObj_GetTextRenderMode(object)),
  };
}

/** Where a space begins: the library takes it out by that point. */
function beginning({ pdfium: { pdfium }, reader, room }: Reader, at: number, line: Box): Box {
  pdfium.wasmExports.FPDFText_GetCharOrigin(reader, at, room, room + 8);
  const [x = 0, y = 0] = pdfium.HEAPF64.subarray(room / 8, room / 8 + 2);
  const reach = 0.02 * Math.max(line.top - line.bottom, line.right - line.left, 0.1);
  return { left: x - reach, right: x + reach, bottom: y - reach, top: y + reach };
}

function tightBox({ pdfium: { pdfium }, reader, room }: Reader, at: number): Box | undefined {
  const isThere = pdfium.wasmExports.FPDFText_GetCharBox(reader, at, room, room + 8, room + 16, room + 24);
  if (!isThere) return undefined;
  const [left = 0, right = 0, bottom = 0, top = 0] = pdfium.HEAPF64.subarray(room / 8, room / 8 + 4);
  return { left, right, bottom, top };
}

function looseBox({ pdfium: { pdfium }, reader, room }: Reader, at: number): Box | undefined {
  if (!pdfium.wasmExports.FPDFText_GetLooseCharBox(reader, at, room)) return undefined;
  const [left = 0, top = 0, right = 0, bottom = 0] = pdfium.HEAPF32.subarray(room / 4, room / 4 + 4);
  return { left, top, right, bottom };
}
