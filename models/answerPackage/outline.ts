import { FIRST, type PageMark } from '../../domain/readable/kind.ts';

/** Where the pages of a file begin, as far as it has been read: the marks of some pages, and how many there are once that is known. */
export type Outline = { marks: PageMark[]; every: number; pages?: number };

/** A page is found from the last mark before it: one in so many is kept, so that a page needs no more than these to be read. */
const EVERY = 8;
/** A file of many short lines has millions of pages: then every second mark is forgotten, and more of the file is read for a page. */
const MARKS = 1024;
/** Files whose outline this process remembers. One of the largest has some hundred kilobytes. */
const FILES = 40;

const known = new Map<string, Outline>();

/** The outline of a file by its keyed digest, and where its first page begins; the one that was not looked at for longest is forgotten. */
export function outlineOf(digest: string, offset: number): Outline {
  const outline = known.get(digest) ?? { marks: [{ ...FIRST, offset }], every: EVERY };
  known.delete(digest);
  known.set(digest, outline);
  const [oldest] = known.keys();
  if (known.size > FILES && oldest !== undefined) known.delete(oldest);
  return outline;
}

/** The last mark that is known at or before a page. */
export const markBefore = ({ marks }: Outline, page: number): PageMark =>
  marks.findLast((mark) => mark.page <= page) ?? FIRST;

/** Keeps a mark if it is far enough from the last one. */
export function remember(outline: Outline, mark: PageMark): void {
  const last = outline.marks.at(-1) ?? FIRST;
  if (mark.page < last.page + outline.every) return;
  outline.marks.push(mark);
  if (outline.marks.length <= MARKS) return;
  outline.marks = outline.marks.filter((_mark, nth) => nth % 2 === 0);
  outline.every *= 2;
}
