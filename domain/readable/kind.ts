import { dataKindOf } from '../package/data/dataKind.ts';

/** How a file can be read on a page: a table (CSV), a tree of names and values (JSON), or lines of text. */
export type ReadableKind = 'table' | 'tree' | 'lines';

const OF_DATA = { table: 'table', json: 'tree', 'json-lines': 'tree' } as const;
const OF_LINES = ['txt', 'log', 'md', 'eml'];

/** Types whose bytes are text, and what nobody recognised: text in an old encoding has no type of its own. */
const TEXT = /^text\/|^message\/|^application\/(?:json|xml|x-ndjson|octet-stream)\b/;

/**
 * How a file can be read, by its name and the type that its bytes showed; undefined where it can only be saved. Example: `table` for
 * `orders.csv`, nothing for `scan.pdf` or for a picture called `photo.csv`.
 */
export function readableKind(name: string, mediaType: string): ReadableKind | undefined {
  if (!TEXT.test(mediaType)) return undefined;
  const kind = dataKindOf(name);
  if (kind) return OF_DATA[kind];
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return OF_LINES.includes(ending) || mediaType.startsWith('text/') ? 'lines' : undefined;
}

/** Where a page begins: its number from one, its first byte, the rows before it, and for a tree what is open there. */
export type PageMark = { page: number; offset: number; row: number; open?: OpenLevel[] };

/** A list or an object of a tree that is not yet closed: its name in the one around it, and the number of its present member. */
export type OpenLevel = { list: boolean; name: string | number; nth: number };

/** What a page holds at most: as many rows as this, and no further row once it has as many bytes. */
export const MOST = { rows: 100, lines: 200, bytes: 64 * 1024 } as const;

/** The mark of the first page. */
export const FIRST: PageMark = { page: 1, offset: 0, row: 0 };

/** Finds where pages begin while the bytes of a file pass, from a mark on. */
export type PageCutter = {
  add(part: Buffer): void;
  /** The file has ended. */
  end(): void;
  /** Whether the file cannot be read any further. */
  isBroken(): boolean;
};
