import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { LOOKED_AT } from '../../domain/package/data/dialect.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { delimiterOf } from './csv.ts';

/** What stands between two cells, so that no words are found across them. */
const BETWEEN = ' \u00a6 ';

/** The cells of a table as another program reads them, row by row. Throws `file-unreadable` where it cannot: a quote is not closed. */
export async function* cellsIn(texts: AsyncIterable<string>, name: string): AsyncGenerator<string> {
  try {
    yield* rowsIn(texts);
  } catch (error) {
    throw error instanceof CsvError ? new RuleViolation('file-unreadable', { name }) : error;
  }
}

async function* rowsIn(texts: AsyncIterable<string>): AsyncGenerator<string> {
  const all = texts[Symbol.asyncIterator]();
  let first = '';
  while (first.length < LOOKED_AT) {
    const { done, value } = await all.next();
    if (done) break;
    first += value;
  }
  const source = Readable.from(joined(first, all));
  const options = { delimiter: delimiterOf(first), bom: true, relax_quotes: true, relax_column_count: true };
  const rows = source.pipe(parse({ ...options, skip_empty_lines: true }));
  source.once('error', (error) => rows.destroy(error));
  let text = '';
  for await (const row of rows as AsyncIterable<string[]>) {
    text += row.join(BETWEEN) + BETWEEN;
    if (text.length < 65_536) continue;
    yield text;
    text = '';
  }
  yield text;
}

async function* joined(first: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) if (next.value) yield next.value;
}
