// What the tables that spreadsheets write have in common, whatever they are about.

/** A line by which Excel is told of the separator: `sep=;`. */
export const SEPARATOR_LINE = /^\ufeff?sep=.\r?\n/i;

/** What separates the cells of a table: whichever of comma, semicolon and tab its first line has most of. */
export function separatorOf(text: string): string {
  const [first = ''] = text.split(/\r?\n|\r/, 1);
  const count = (sign: string) => first.split(sign).length;
  return [',', ';', '\t'].reduce((one, other) => (count(other) > count(one) ? other : one));
}

/** On which line of the text a record begins, by the line on which it ends: a cell may have several lines. */
export const firstLineOf = (record: readonly string[], lastLine: number): number =>
  lastLine - record.join('').split(/\r\n|[\r\n]/).length + 1;
