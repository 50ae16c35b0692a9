import type { Span } from '../../domain/redaction/folded.ts';

/** A rectangle on a page, in its units: y grows upwards. */
export type Box = { left: number; bottom: number; right: number; top: number };

/** A character on a page: its own box, and the one of its whole line. A space is not drawn: its own box is a point where it begins. */
export type Glyph = { tight: Box; line: Box; isUpright: boolean; isInvisible: boolean; isDrawn: boolean };

/** The text of a page as a program reads it, and the glyph of each of its letters; none for what the program added. */
export type PageText = { text: string; glyphOf(letter: number): Glyph | undefined };

export const isOver = (one: Box, other: Box): boolean =>
  one.right > other.left && one.left < other.right && one.top > other.bottom && one.bottom < other.top;

/** A box made smaller by a share of itself on each side, or larger if it is negative. */
export function inset({ left, bottom, right, top }: Box, share: number): Box {
  const [across, up] = [(right - left) * share, (top - bottom) * share];
  return { left: left + across, bottom: bottom + up, right: right - across, top: top - up };
}

const joined = (one: Box, other: Box): Box => ({
  left: Math.min(one.left, other.left),
  bottom: Math.min(one.bottom, other.bottom),
  right: Math.max(one.right, other.right),
  top: Math.max(one.top, other.top),
});

/** The glyphs of a passage. */
export const glyphsIn = ({ glyphOf }: PageText, { start, end }: Span): Glyph[] =>
  Array.from({ length: end - start }, (_, nth) => glyphOf(start + nth)).filter(
    (glyph) => glyph !== undefined,
  );

/** A passage as boxes of the height of the line, one for each line that it is on. */
export function linesOf(glyphs: readonly Glyph[]): (Glyph & { glyphs: number })[] {
  const lines: (Glyph & { glyphs: number })[] = [];
  for (const glyph of glyphs) {
    const last = lines.at(-1);
    if (last && isSameLine(last, glyph)) {
      last.line = joined(last.line, glyph.line);
      last.glyphs += 1;
    } else lines.push({ ...glyph, glyphs: 1 });
  }
  return lines;
}

/** Whether a glyph goes on where the line is. Lines that are neither level nor upright are taken letter by letter. */
function isSameLine(last: Glyph, next: Glyph): boolean {
  if (last.isUpright !== next.isUpright || !last.isUpright) return false;
  const [one, other] = [last.line, next.line];
  const isLevel = one.right - one.left >= 0 && overlap(one.bottom, one.top, other.bottom, other.top) > 0.5;
  const isStanding = overlap(one.left, one.right, other.left, other.right) > 0.5;
  const height = Math.max(other.top - other.bottom, other.right - other.left);
  if (isLevel) return Math.max(other.left - one.right, one.left - other.right) < height * 2;
  return isStanding && Math.max(other.bottom - one.top, one.bottom - other.top) < height * 2;
}

function overlap(from: number, to: number, otherFrom: number, otherTo: number): number {
  const shared = Math.min(to, otherTo) - Math.max(from, otherFrom);
  return shared / Math.max(1e-6, Math.min(to - from, otherTo - otherFrom));
}

/** A bar is at least so many times as wide as it is high, so that short and long names look alike. */
const BAR = 5;

/** The bar to be painted over a line: of one width, or a multiple of it, as far as nothing else stands there. */
export function barOf(line: Box, others: readonly Box[]): Box {
  if (line.right - line.left < line.top - line.bottom) return line;
  const unit = BAR * (line.top - line.bottom);
  const right = line.left + Math.max(1, Math.ceil((line.right - line.left) / unit)) * unit;
  const beyond = { ...inset(line, 0.1), left: line.right, right };
  const first = others.filter((box) => isOver(box, beyond) && box.left >= line.right - unit * 0.02);
  return { ...line, right: Math.max(line.right, Math.min(right, ...first.map(({ left }) => left))) };
}
