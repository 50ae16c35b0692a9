import { DataFault, LONGEST_RECORD, MOST_COLUMNS } from './dataFault.ts';
import { dialectOf, LOOKED_AT } from './dialect.ts';

/** Reads text part by part. */
export type PartReader = { push(text: string): void; end(): void };

const [QUOTE, LINE_FEED, RETURN] = [34, 10, 13];

/**
 * Reads a table line by line, the first line among them; blank lines are none. RFC 4180, with any delimiter and any line end. Throws
 * `ragged` for a line with more or fewer cells than the first, `not-csv` for a quote that does not close or stands inside a cell,
 * `too-wide` for more columns than a table has, `empty` where there is no line. An export may have 500 MiB, and `csv-parse`, which agrees on every table of the tests, takes six
 * times as long.
 */
export function csvReader(onRow: (cells: string[]) => void, known?: string): PartReader {
  let [text, at, line] = ['', 0, 1];
  let delimiter = known;
  let width: number | undefined;
  /** A line that is not whole is read again once as much as it has so far has come, or a long one would be read hundreds of times. */
  let enough = 0;

  /** Reads the line that begins at `at`; undefined where its end has not come yet. */
  const row = (isLast: boolean): string[] | undefined => {
    const cells: string[] = [];
    const split = delimiter?.charCodeAt(0);
    let [place, breaks] = [at, 0];
    for (;;) {
      const isQuoted = text.charCodeAt(place) === QUOTE;
      const cell = isQuoted ? quotedCell(text, place, isLast) : plainCell(text, place, split);
      if (!cell) return unfinished(isLast);
      if (!isQuoted && cell.text.includes('"')) throw new DataFault('not-csv', line);
      cells.push(cell.text);
      if (cells.length > (width ?? MOST_COLUMNS)) throw new DataFault(width ? 'ragged' : 'too-wide', line);
      if (isQuoted) breaks += breaksIn(cell.text);
      place = cell.end;
      const sign = text.charCodeAt(place);
      if (sign === split) place += 1;
      else if (place >= text.length && !isLast) return undefined;
      else if (sign === LINE_FEED || sign === RETURN || place >= text.length) break;
      else throw new DataFault('not-csv', line);
    }
    const isPair = text.charCodeAt(place) === RETURN && text.charCodeAt(place + 1) === LINE_FEED;
    if (text.charCodeAt(place) === RETURN && place + 1 >= text.length && !isLast) return undefined;
    const isBlank = place === at;
    at = place + (isPair ? 2 : 1);
    if (!isBlank) take(cells);
    line += 1 + breaks;
    return cells;
  };
  const unfinished = (isLast: boolean): undefined => {
    if (isLast) throw new DataFault('not-csv', line);
    return undefined;
  };
  const take = (cells: string[]) => {
    width ??= cells.length;
    if (cells.length !== width) throw new DataFault('ragged', line);
    onRow(cells);
  };
  const begin = () => {
    const dialect = dialectOf(text);
    delimiter = dialect.delimiter;
    at = dialect.from;
    if (at > 0) line += 1;
  };
  const goOn = (isLast: boolean) => {
    if (delimiter === undefined) begin();
    while (at < text.length && row(isLast));
    text = text.slice(at);
    [at, enough] = [0, 2 * text.length];
  };
  return {
    push(more) {
      text += more;
      const isDue = delimiter === undefined ? text.length >= LOOKED_AT : text.length >= enough;
      if (isDue) goOn(false);
      if (text.length > LONGEST_RECORD) throw new DataFault('not-csv', line);
    },
    end() {
      goOn(true);
      if (width === undefined) throw new DataFault('empty');
    },
  };
}

type TableCell = { text: string; end: number };

/** The cell between quotes, in which two stand for one; undefined where it does not end. */
function quotedCell(text: string, start: number, isLast: boolean): TableCell | undefined {
  let hasQuotes = false;
  for (let from = start + 1; ; hasQuotes = true) {
    const quote = text.indexOf('"', from);
    if (quote < 0 || (quote + 1 >= text.length && !isLast)) return undefined; // another may follow
    if (text.charCodeAt(quote + 1) === QUOTE) from = quote + 2;
    else {
      const read = text.slice(start + 1, quote);
      return { text: hasQuotes ? read.replaceAll('""', '"') : read, end: quote + 1 };
    }
  }
}

function plainCell(text: string, start: number, split: number | undefined): TableCell {
  let end = start;
  for (; end < text.length; end += 1) {
    const sign = text.charCodeAt(end);
    if (sign === split || sign === LINE_FEED || sign === RETURN) break;
  }
  return { text: text.slice(start, end), end };
}

/** How many lines a cell goes on for. */
const breaksIn = (text: string): number =>
  text.includes('\n') || text.includes('\r') ? (text.match(/\r\n|\n|\r/g)?.length ?? 0) : 0;
