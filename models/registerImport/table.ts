import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { revived } from '../../domain/csvCell.ts';
import { firstLineOf, SEPARATOR_LINE, separatorOf } from '../../domain/csvTable.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';

/** A record of a table: the line of the text on which it begins, and its cells. */
export type TableRecord = { line: number; cells: string[] };

type ParsedRecord = { record: string[]; info: { lines: number } };

const CHUNK = 64 * 1024;

/**
 * The records of a table with separated values, its headings first; a part at a time, so that others are served between. Throws
 * `csv-unreadable` with the line where it is no such table.
 */
export async function* recordsOf(given: string): AsyncGenerator<TableRecord> {
  const text = given.replace(SEPARATOR_LINE, '');
  const skipped = text === given ? 0 : 1;
  const parser = parse({
    bom: true,
    delimiter: separatorOf(text),
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
  });
  const source = Readable.from(partsOf(Buffer.from(text)));
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    for await (const { record, info } of parser as AsyncIterable<ParsedRecord>)
      yield {
        line: firstLineOf(record, info.lines) + skipped,
        cells: record.map((cell) => revived(cell).trim()),
      };
  } catch (error) {
    const { lines = 1, code } = error as { lines?: number; code?: string };
    if (!code?.startsWith('CSV_')) throw error;
    throw new RuleViolation('csv-unreadable', { line: lines + skipped }, 'file');
  } finally {
    source.destroy();
  }
}

function* partsOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
}
