import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { csvTable } from '../../views/csv.ts';
import { languageOf } from './language.ts';

type SentTable = {
  /** The file's name without its ending. */
  name: string;
  columns: Parameters<typeof csvTable>[0];
  rows: AsyncIterable<object> | Iterable<object>;
};

/** Sends rows as a CSV file, one after another as the reader takes them. */
export async function sendTable(response: Response, { name, columns, rows }: SentTable): Promise<void> {
  response.set({
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}.csv"`,
    'Cache-Control': 'private, no-store',
  });
  const table = csvTable(columns, languageOf(response));
  await pipeline(Readable.from(rows), table, response).catch((error) => {
    if (!HAS_GONE.includes(error.code)) throw error;
  });
}

/** Error codes of a reader who disconnected before or during the download. */
const HAS_GONE = ['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_UNABLE_TO_PIPE'];
