import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { csvTable } from '../../views/csv.ts';
import { languageOf } from './language.ts';
import { workbookOf } from './workbook.ts';

/** The files that a table can be saved as. */
export const TABLE_FORMATS = ['csv', 'xlsx', 'json'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

type SentTable = {
  /** The file's name without its ending. */
  name: string;
  columns: readonly { key: string; header: string }[];
  rows: AsyncIterable<object> | Iterable<object>;
  format?: TableFormat;
  at?: Date;
};

const TYPES: Record<TableFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
};

/** Sends rows as a file, one after another as the reader takes them. */
export async function sendTable(response: Response, table: SentTable): Promise<void> {
  const { name, format = 'csv' } = table;
  response.set({
    'Content-Type': TYPES[format],
    'Content-Disposition': `attachment; filename="${name}.${format}"`,
    'Cache-Control': 'private, no-store',
  });
  await write(response, table).catch((error) => {
    if (!HAS_GONE.includes(error.code)) throw error;
  });
}

function write(response: Response, { name, columns, rows, format, at = new Date() }: SentTable) {
  if (format === 'xlsx') return pipeline(workbookOf({ title: name, columns, rows }, at), response);
  if (format === 'json') return pipeline(Readable.from(jsonOf(columns, rows)), response);
  return pipeline(Readable.from(rows), csvTable(columns, languageOf(response)), response);
}

/** A list of objects, one on each line. Its names are the same in every language; a program reads no text in it as a formula. */
async function* jsonOf(columns: SentTable['columns'], rows: SentTable['rows']): AsyncGenerator<string> {
  let before = '[\n';
  for await (const row of rows) {
    const cells = columns.map(({ key }) => [key, (row as Record<string, unknown>)[key]]);
    yield before + JSON.stringify(Object.fromEntries(cells));
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

/** Error codes of a reader who disconnected before or during the download. */
const HAS_GONE = ['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_UNABLE_TO_PIPE'];
