/** How a table separates its cells; `from` is where its first line begins. Not sure: no delimiter is in each line as often. */
type CsvDialect = { delimiter: string; from: number; isSure: boolean };

/** The characters by which it is recognised. */
export const LOOKED_AT = 64 * 1024;
const DELIMITERS = [',', ';', '\t', '|'];
const LINES = 20;
/** The line by which some programs tell a spreadsheet the delimiter. */
const TOLD = /^"?sep=(.)"?\r?\n/i;

/** The delimiter of a table from its beginning: the one that the first lines have most often, each as often as the first. */
export function dialectOf(beginning: string): CsvDialect {
  const [told, delimiter] = TOLD.exec(beginning) ?? [];
  if (told && delimiter) return { delimiter, from: told.length, isSure: true };
  const counts = DELIMITERS.map((one) => ({ one, count: countOf(beginning.slice(0, LOOKED_AT), one) }));
  const best = counts.toSorted((one, other) => other.count - one.count)[0];
  return best?.count
    ? { delimiter: best.one, from: 0, isSure: true }
    : { delimiter: ',', from: 0, isSure: false };
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
