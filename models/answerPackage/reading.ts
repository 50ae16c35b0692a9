import { setImmediate as turn } from 'node:timers/promises';
import { dataKindOf, isUtf8 } from '../../domain/package/data/dataKind.ts';
import { dialectOf } from '../../domain/package/data/dialect.ts';
import { areLines } from '../../domain/package/data/jsonReader.ts';
import { BEGINNING, encodingOf } from '../../domain/package/data/text.ts';
import { cutRows, LONGEST_ROW } from '../../domain/readable/cutRows.ts';
import { cutTree } from '../../domain/readable/cutTree.ts';
import { jsonLines, type TreeLine } from '../../domain/readable/jsonLines.ts';
import { MOST, type PageCutter, type PageMark, type ReadableKind } from '../../domain/readable/kind.ts';
import { columnsIn, rowsIn } from '../../domain/readable/table.ts';
import { markBefore, type Outline, outlineOf, remember } from './outline.ts';

/** A stored file: its name and type, its keyed digest, its size, and its bytes from an offset on. */
export type FileToRead = {
  name: string;
  mediaType: string;
  digest: string;
  size: number;
  from(offset: number): AsyncIterable<Buffer>;
};

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
  | { kind: 'table'; columns: string[]; rows: string[][]; isRagged: boolean }
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
  const encoding = encodingOf(beginning.subarray(0, BEGINNING), isUtf8(file.mediaType));
  const decoded = (bytes: Buffer) => new TextDecoder(encoding).decode(bytes);
  const head = decoded(withoutHalf(beginning));
  const dialect = kind === 'table' ? dialectOf(head) : undefined;
  const delimiter = dialect?.delimiter;
  const areOnLines = kind === 'tree' && (dataKindOf(file.name) === 'json-lines' || areLines(head));
  const outline = outlineOf(file.digest, startOf(beginning, dialect?.from));
  const found = await find(file, { kind, delimiter, areOnLines, outline }, wanted);
  const { mark, end, ...place } = found;
  const shown = { ...place, page: mark.page, row: mark.row };
  if (kind === 'tree')
    return { ...shown, kind, ...(await treeIn(file, mark, end, { areLines: areOnLines, decoded })) };
  const bytes = await bytesOf(file, mark.offset, end);
  if (bytes.includes(0)) return undefined;
  const text = decoded(bytes);
  if (delimiter === undefined) return { ...shown, kind: 'lines', text, isShortened: false };
  return { ...shown, kind: 'table', ...tableIn(mark, text, { head: head.slice(dialect?.from), delimiter }) };
}

/** Where the first row of a table begins: after the mark of its encoding and a line that tells the delimiter. */
const startOf = (beginning: Buffer, from = 0): number =>
  from > 0 ? from + (beginning[0] === 0xef ? 3 : 0) : 0;

type Wanted = { kind: ReadableKind; delimiter?: string; areOnLines: boolean; outline: Outline };
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
  if (isWhole) {
    cutter.end();
    outline.pages = last;
  }
  const isBroken = !next && cutter.isBroken();
  return { mark, end: next?.offset ?? file.size, pages: outline.pages, isLast: !next, isBroken };
}

const cutterOf = (
  { kind, delimiter, areOnLines }: Omit<Wanted, 'outline'>,
  mark: PageMark,
  found: (mark: PageMark) => void,
): PageCutter =>
  kind === 'tree'
    ? cutTree(mark, found, areOnLines)
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
  const { columns, width } = columnsIn(head, delimiter);
  const { rows, isShortened, isRagged } = rowsIn(text, delimiter, width);
  const isFirst = mark.page === 1;
  return {
    row: isFirst ? 0 : mark.row - 1,
    columns,
    rows: isFirst ? rows.slice(1) : rows,
    isShortened,
    isRagged,
  };
}

/** The lines of a tree's page. One that is longer than a page is read part by part, and only its beginning is kept. */
async function treeIn(file: FileToRead, mark: PageMark, end: number, how: Parameters<typeof jsonLines>[2]) {
  const lines: TreeLine[] = [];
  const reader = jsonLines(
    mark,
    (line, offset) => {
      if (offset < end) lines.push(line);
    },
    how,
  );
  for await (const part of between(file, mark.offset, end)) reader.add(part);
  reader.end();
  const open = (mark.open ?? []).slice(1).map(({ name }) => name);
  return { open, lines, isShortened: lines.some((line) => line.isShortened) };
}
