import { type Box, type Glyph, inset, type PageText } from './box.ts';
import { floatsOf, type Pdfium } from './pdfium.ts';

/** A hyphen at the end of a line, by which the library says that the word goes on. */
const HYPHENS = [0x2, 0xfffe];
const SLANT = 0.02;

/** The text of a page that is open, in the order in which it is read; also what is white, invisible or off the page. */
export function pageTextOf(pdfium: Pdfium, page: number): PageText {
  const reader = pdfium.FPDFText_LoadPage(page);
  if (!reader) return { text: '', glyphs: [] };
  try {
    return textFrom(pdfium, reader);
  } finally {
    pdfium.FPDFText_ClosePage(reader);
  }
}

function textFrom(pdfium: Pdfium, reader: number): PageText {
  const glyphs: PageText['glyphs'] = [];
  let text = '';
  const count = pdfium.FPDFText_CountChars(reader);
  for (let at = 0; at < count; at++) {
    const letters = lettersOf(pdfium.FPDFText_GetUnicode(reader, at));
    const glyph = glyphAt(pdfium, reader, at, /\S/.test(letters));
    text += letters;
    for (let one = 0; one < letters.length; one++) glyphs.push(glyph);
  }
  return { text, glyphs };
}

function lettersOf(code: number): string {
  if (HYPHENS.includes(code)) return '-\n';
  if (code === 0) return '\ufffd';
  return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
}

function glyphAt(pdfium: Pdfium, reader: number, at: number, isLetter: boolean): Glyph | undefined {
  if (pdfium.FPDFText_IsGenerated(reader, at) === 1) return undefined;
  const tight = tightBox(pdfium, reader, at);
  const line = floatsOf(pdfium, 4, (to) => pdfium.FPDFText_GetLooseCharBox(reader, at, to));
  if (!tight || !line) return undefined;
  const [left = 0, top = 0, right = 0, bottom = 0] = line;
  const turn = pdfium.FPDFText_GetCharAngle(reader, at) % (Math.PI / 2);
  const isUpright = turn < SLANT || turn > Math.PI / 2 - SLANT;
  const object = pdfium.FPDFText_GetTextObject(reader, at);
  const isDrawn = isLetter && tight.right > tight.left && tight.top > tight.bottom;
  const ofLine = right > left && top > bottom ? { left, top, right, bottom } : tight;
  return {
    tight: isDrawn ? tight : beginning(pdfium, reader, at, ofLine),
    isDrawn,
    line: isUpright || !isDrawn ? ofLine : inset(tight, -0.1), // the line of a slanted letter would cover its neighbours
    isUpright,
    isInvisible: object !== 0 && [3, 7].includes(pdfium.FPDFTextObj_GetTextRenderMode(object)),
  };
}

/** Where a space begins: the library takes it out by that point. */
function beginning({ pdfium, FPDFText_GetCharOrigin }: Pdfium, reader: number, at: number, line: Box): Box {
  const to = pdfium.wasmExports.malloc(16);
  FPDFText_GetCharOrigin(reader, at, to, to + 8);
  const [x = 0, y = 0] = pdfium.HEAPF64.slice(to / 8, to / 8 + 2);
  pdfium.wasmExports.free(to);
  const reach = 0.02 * Math.max(line.top - line.bottom, line.right - line.left, 0.1);
  return { left: x - reach, right: x + reach, bottom: y - reach, top: y + reach };
}

function tightBox({ pdfium, FPDFText_GetCharBox }: Pdfium, reader: number, at: number): Box | undefined {
  const to = pdfium.wasmExports.malloc(32);
  try {
    if (!FPDFText_GetCharBox(reader, at, to, to + 8, to + 16, to + 24)) return undefined;
    const [left = 0, right = 0, bottom = 0, top = 0] = pdfium.HEAPF64.slice(to / 8, to / 8 + 4);
    return { left, right, bottom, top };
  } finally {
    pdfium.wasmExports.free(to);
  }
}
