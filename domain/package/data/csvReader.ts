import { type CsvError, type Options, type Parser, parse } from 'csv-parse';
import { DataFault, LONGEST_RECORD } from './dataFault.ts';
import { dialectOf, LOOKED_AT } from './dialect.ts';

/** Reads text part by part. */
export type PartReader = { push(text: string): void; end(): void };

/**
 * Reads a table line by line, the first line among them; blank lines are none. Throws `ragged` for a line with more or fewer cells
 * than the first, `not-csv` for quotes that do not close, `empty` where there is no line.
 */
export function csvReader(onRow: (cells: string[]) => void, known?: string): PartReader {
  let held: string | undefined = '';
  let rows = 0;
  let parser: Parser;
  const parserFor = (delimiter: string) =>
    parse({
      ...OPTIONS,
      delimiter,
      on_record: (cells: string[]) => {
        rows += 1;
        onRow(cells);
        return undefined; // nothing waits in a queue
      },
    });
  const begin = () => {
    const beginning = held ?? '';
    held = undefined;
    const { delimiter, from } = known ? { delimiter: known, from: 0 } : dialectOf(beginning);
    parser = parserFor(delimiter);
    parser._transform(Buffer.from(beginning.slice(from)), 'utf8', refuse);
  };
  return {
    push(text) {
      if (held === undefined) return parser._transform(Buffer.from(text), 'utf8', refuse);
      held += text;
      if (held.length >= LOOKED_AT) begin();
    },
    end() {
      if (held !== undefined) begin();
      parser._flush(refuse);
      if (rows === 0) throw new DataFault('empty');
    },
  };
}

const OPTIONS: Options = {
  record_delimiter: ['\r\n', '\n', '\r'],
  skip_empty_lines: true,
  max_record_size: LONGEST_RECORD,
};

function refuse(error?: Error | null): void {
  if (!error) return;
  if (error instanceof DataFault) throw error;
  const { code = '', lines } = error as Partial<CsvError>;
  if (!code.startsWith('CSV_')) throw error;
  throw new DataFault(/INCONSISTENT/.test(code) ? 'ragged' : 'not-csv', Number(lines) || undefined);
}
