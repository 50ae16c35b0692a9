import { MOST, type PageCutter, type PageMark } from './kind.ts';

const [QUOTE, LF, CR, SPACE] = [0x22, 0x0a, 0x0d, 0x20];

/** A row without an end, such as one with a lost quote, is cut here: a page never needs more than this beyond its own bytes. */
export const LONGEST_ROW = 256 * 1024;

/** What is known in the middle of a row: whether it is between quotes, may begin a cell, and the byte before. */
type InRow = { quoted: boolean; isStart: boolean; before: number };
const AT_START: InRow = { quoted: false, isStart: true, before: 0 };

/**
 * Finds the pages of a table: a line break ends a row unless it is between quotes, which begin a cell (RFC 4180). Without a delimiter,
 * the pages of a text, where each line break ends a line.
 */
export function cutRows(
  from: PageMark,
  { delimiter, rows }: { delimiter?: string; rows: number },
  found: (mark: PageMark) => void,
): PageCutter {
  const splits = delimiter?.charCodeAt(0);
  const names = delimiter === undefined ? 0 : 1; // the first row of a table has the names of its columns
  let { page, row } = from;
  let [at, began, rowBegan, inPage, isFull] = [from.offset, from.offset, from.offset, 0, false];
  let inRow = { ...AT_START };

  const beginPage = (offset: number) => {
    page += 1;
    [began, inPage, isFull] = [offset, 0, false];
    found({ page, offset, row });
  };
  const endRow = (next: number) => {
    row += 1;
    inPage += 1;
    rowBegan = next;
    isFull = inPage >= rows + (page === 1 ? names : 0) || next - began >= MOST.bytes;
    inRow = { ...AT_START };
  };
  const add = (part: Buffer) => {
    for (let nth = 0; nth < part.length; ) {
      if (isFull && part[nth] !== LF && part[nth] !== CR) beginPage(at + nth);
      const end = endOfRow(part, nth, inRow, splits, rowBegan + LONGEST_ROW - at);
      if (end !== undefined) endRow(at + end);
      nth = end ?? part.length;
    }
    at += part.length;
  };
  return { add, end: () => {}, isBroken: () => false };
}

/** The place after the row that goes on in a part, before the character at `most` at the latest; none where it goes on. */
function endOfRow(
  part: Buffer,
  from: number,
  inRow: InRow,
  splits: number | undefined,
  most: number,
): number | undefined {
  const line = part.indexOf(LF, from) + 1;
  const plain = splits === undefined || (!inRow.quoted && isWithout(part, QUOTE, from, line || part.length));
  if (plain && line > 0 && line < most) return line;
  let { quoted, isStart, before } = inRow;
  for (let nth = from; nth < part.length; nth += 1) {
    const byte = part[nth] as number;
    if (byte === LF && !quoted) return nth + 1;
    if (nth >= most && (byte & 0xc0) !== 0x80) return nth;
    if (splits !== undefined && byte === QUOTE) {
      quoted = !quoted && (isStart || before === QUOTE);
      isStart = false;
    } else isStart = !quoted && (byte === splits || (isStart && byte === SPACE));
    before = byte;
  }
  Object.assign(inRow, { quoted, isStart, before });
  return undefined;
}

/** Whether a byte is not between two places. */
const isWithout = (part: Buffer, byte: number, from: number, to: number): boolean =>
  part.subarray(from, to).indexOf(byte) < 0;
