import { setImmediate as turn } from 'node:timers/promises';
import { cutRows, LONGEST_ROW } from '../../domain/readable/cutRows.ts';
import { cutTree } from '../../domain/readable/cutTree.ts';
import { jsonLines, type TreeLine } from '../../domain/readable/jsonLines.ts';
import { MOST, type PageCutter, type PageMark, type ReadableKind } from '../../domain/readable/kind.ts';
import { columnsIn, delimiterOf, rowsIn, textIn } from '../../domain/readable/table.ts';
import { markBefore, type Outline, outlineOf, remember } from './outline.ts';

/** A stored file: its keyed digest, its size, and its bytes from an offset on. */
export type FileToRead = { digest: string; size: number; from(offset: number): AsyncIterable<Buffer> };

/** One page of a file. `row` is the number of rows before it, without the names of columns. */
export type FilePage = {
  page: number;
  /** How many there are, once the whole file has been read. */
  pages?: number;
  isLast: boolean;
  row: number;
  isShortened: boolean;
  /** Whether it is not what its name says from here on. */
  isBroken: boolean;
} & (
  | { kind: 'table'; columns: string[]; rows: string[][] }
  | { kind: 'tree'; open: (string | number)[]; lines: TreeLine[] }
  | { kind: 'lines'; text: string }
);

/** Files up to this size are read to their end, so that each page can say how many there are. */
const READ_TO_THE_END = 4 * 1024 ** 2;

/**
 * One page of a file, or its last if it has fewer. Only the page itself and one part are in memory; what comes before the last known
 * mark is not read at all. Undefined for what is no text after all, such as UTF-16.
 */
export async function readPage(
  file: FileToRead,
  kind: ReadableKind,
  wanted: number,
): Promise<FilePage | undefined> {
  const beginning = await bytesOf(file, 0, Math.min(file.size, LONGEST_ROW));
  if (beginning.includes(0)) return undefined;
  const head = textIn(withoutHalf(beginning));
  const delimiter = kind === 'table' ? delimiterOf(head) : undefined;
  const found = await find(file, { kind, delimiter, outline: outlineOf(file.digest) }, wanted);
  const { mark, end, ...place } = found;
  const shown = { ...place, page: mark.page, row: mark.row };
  if (kind === 'tree') return { ...shown, kind, ...(await treeIn(file, mark, end)) };
  const bytes = await bytesOf(file, mark.offset, end);
  if (bytes.includes(0)) return undefined;
  const text = textIn(bytes).replace(mark.offset === 0 ? /^\uFEFF/ : '', '');
  if (delimiter === undefined) return { ...shown, kind: 'lines', text, isShortened: false };
  return { ...shown, kind: 'table', ...tableIn(mark, text, { head, delimiter }) };
}

type Wanted = { kind: ReadableKind; delimiter?: string; outline: Outline };
type FoundPage = { mark: PageMark; end: number; pages?: number; isLast: boolean; isBroken: boolean };

/** Where a page begins and ends: reads on from the last known mark until both are found, or the file ends. */
async function find(file: FileToRead, { outline, ...how }: Wanted, wanted: number): Promise<FoundPage> {
  const page = Math.min(wanted, outline.pages ?? wanted);
  let mark = markBefore(outline, page);
  let next: PageMark | undefined;
  let last = mark.page;
  const cutter = cutterOf(how, mark, (each) => {
    remember(outline, each);
    last = each.page;
    if (each.page <= page) mark = each;
    else next ??= each;
  });
  let isWhole = true;
  for await (const part of file.from(mark.offset)) {
    cutter.add(part);
    isWhole = !(next && (outline.pages || file.size > READ_TO_THE_END));
    if (!isWhole || cutter.isBroken()) break;
    await turn();
  }
  if (isWhole) outline.pages = last;
  const isBroken = !next && cutter.isBroken();
  return { mark, end: next?.offset ?? file.size, pages: outline.pages, isLast: !next, isBroken };
}

const cutterOf = (
  { kind, delimiter }: Omit<Wanted, 'outline'>,
  mark: PageMark,
  found: (mark: PageMark) => void,
): PageCutter =>
  kind === 'tree'
    ? cutTree(mark, found)
    : cutRows(mark, { delimiter, rows: kind === 'table' ? MOST.rows : MOST.lines }, found);

async function* between(file: FileToRead, start: number, end: number): AsyncGenerator<Buffer> {
  let at = start;
  for await (const part of file.from(start)) {
    yield part.subarray(0, end - at);
    at += part.length;
    if (at >= end) return;
  }
}

async function bytesOf(file: FileToRead, start: number, end: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of between(file, start, end)) parts.push(part);
  return Buffer.concat(parts);
}

/** Without the beginning of a character that a cut left at the end. */
function withoutHalf(bytes: Buffer): Buffer {
  const line = bytes.indexOf(0x0a);
  return line < 0 ? bytes : bytes.subarray(0, bytes.lastIndexOf(0x0a));
}

function tableIn(mark: PageMark, text: string, { head, delimiter }: { head: string; delimiter: string }) {
  const { rows, isShortened } = rowsIn(text, delimiter);
  const isFirst = mark.page === 1;
  return {
    row: isFirst ? 0 : mark.row - 1,
    columns: columnsIn(head, delimiter),
    rows: isFirst ? rows.slice(1) : rows,
    isShortened,
  };
}

/** The lines of a tree's page. One that is longer than a page is read part by part, and only its beginning is kept. */
async function treeIn(file: FileToRead, mark: PageMark, end: number) {
  const lines: TreeLine[] = [];
  const reader = jsonLines(mark, (line, offset) => {
    if (offset < end) lines.push(line);
  });
  for await (const part of between(file, mark.offset, end)) reader.add(part);
  reader.end();
  const open = (mark.open ?? []).slice(1).map(({ name }) => name);
  return { open, lines, isShortened: lines.some((line) => line.isShortened) };
}
