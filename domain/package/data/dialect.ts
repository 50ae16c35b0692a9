/** How a table separates its cells; `from` is where its first line begins. */
type CsvDialect = { delimiter: string; from: number };

/** The characters by which it is recognised. */
export const LOOKED_AT = 64 * 1024;
const DELIMITERS = [',', ';', '\t', '|'];
const LINES = 20;
/** The line by which some programs tell a spreadsheet the delimiter. */
const TOLD = /^"?sep=(.)"?\r?\n/i;

/**
 * The delimiter of a table from its beginning: the one that the first lines have most often, each as often as the first; where none is, the one that
 * the first line has most often outside quotes. Whoever reads tables asks here: to show one, to take words out of it, to give it another form.
 */
export function dialectOf(beginning: string): CsvDialect {
  const [told, delimiter] = TOLD.exec(beginning) ?? [];
  if (told && delimiter) return { delimiter, from: told.length };
  const counts = DELIMITERS.map((one) => ({ one, count: countOf(beginning.slice(0, LOOKED_AT), one) }));
  const best = counts.toSorted((one, other) => other.count - one.count)[0];
  return { delimiter: best?.count ? best.one : ofFirstLine(beginning), from: 0 };
}

function ofFirstLine(beginning: string): string {
  const [line = ''] = beginning
    .slice(0, LOOKED_AT)
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/[\r\n]/);
  const times = (sign: string) => line.split(sign).length;
  return DELIMITERS.reduce((best, sign) => (times(sign) > times(best) ? sign : best), ',');
}

/** How often each of the first lines has a delimiter outside quotes; 0 where they differ. */
function countOf(text: string, delimiter: string): number {
  const counts: number[] = [];
  let [count, isQuoted, isBlank] = [0, false, true];
  for (const sign of text) {
    if (sign === '"') isQuoted = !isQuoted;
    if (isQuoted) isBlank = false;
    else if (sign === delimiter) count += 1;
    else if (sign === '\n' || sign === '\r') {
      if (!isBlank || count > 0) counts.push(count);
      if (counts.length === LINES) break;
      [count, isBlank] = [0, true];
    } else isBlank = false;
  }
  if (counts.length === 0) return count; // one line alone, perhaps not whole
  return counts.every((one) => one === counts[0]) ? (counts[0] ?? 0) : 0;
}
