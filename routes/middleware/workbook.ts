import type { Readable } from 'node:stream';
import {
  headRow,
  ROWS_OF_A_SHEET,
  SHEET_BEGIN,
  SHEET_END,
  sheetRow,
  workbookParts,
} from '../../views/xlsx.ts';
import { type ZipEntry, zipOf } from '../answers/zip.ts';

type Workbook = {
  title: string;
  columns: readonly { key: string; header: string }[];
  rows: AsyncIterable<object> | Iterable<object>;
};

/** So many rows are written at once. */
const ROWS_TOGETHER = 200;
const XML = 'application/xml';

/** Rows as an .xlsx file, written as its reader takes it: no more of it is in memory than some hundred rows. */
export function workbookOf({ title, columns, rows }: Workbook, at: Date): Readable {
  return zipOf(entriesOf({ title, columns, rows }), at);
}

async function* entriesOf({ title, columns, rows }: Workbook): AsyncGenerator<ZipEntry> {
  const source = rowsIn(rows);
  const rest = { isOver: false };
  let sheets = 0;
  do {
    sheets += 1;
    const parts = () => sheetOf(columns, source, rest);
    yield { path: `xl/worksheets/sheet${sheets}.xml`, mediaType: XML, parts };
  } while (!rest.isOver);
  for (const [path, xml] of workbookParts(title, sheets))
    yield {
      path,
      mediaType: XML,
      parts: async function* () {
        yield Buffer.from(xml);
      },
    };
}

async function* rowsIn(rows: Workbook['rows']): AsyncGenerator<Record<string, string>> {
  for await (const row of rows) yield row as Record<string, string>;
}

/** One sheet of the rows that are still to come. */
async function* sheetOf(
  columns: Workbook['columns'],
  source: AsyncIterator<Record<string, string>>,
  rest: { isOver: boolean },
): AsyncGenerator<Buffer> {
  let text = SHEET_BEGIN + headRow(columns.map(({ header }) => header));
  let written = 1;
  for (; written < ROWS_OF_A_SHEET; written += 1) {
    const { done, value } = await source.next();
    if (done) {
      rest.isOver = true;
      break;
    }
    text += sheetRow(columns.map(({ key }) => value[key] ?? ''));
    if (written % ROWS_TOGETHER > 0) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text + SHEET_END);
}
