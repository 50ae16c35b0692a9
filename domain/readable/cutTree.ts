import { jsonLines, type TreeLine } from './jsonLines.ts';
import { MOST, type OpenLevel, type PageCutter, type PageMark } from './kind.ts';

/** Finds the pages of a tree: each begins with a line, and knows what is open around it. */
export function cutTree(from: PageMark, found: (mark: PageMark) => void, areLines = false): PageCutter {
  let { page, row } = from;
  let [began, inPage] = [from.offset, 0];
  const count = (_line: TreeLine, offset: number, open: () => OpenLevel[]) => {
    if (inPage >= MOST.lines || (inPage > 0 && offset - began >= MOST.bytes)) {
      page += 1;
      [began, inPage] = [offset, 0];
      found({ page, offset, row, open: open() });
    }
    inPage += 1;
    row += 1;
  };
  const lines = jsonLines(from, count, { values: false, areLines });
  return { add: lines.add, end: lines.end, isBroken: lines.isBroken };
}
