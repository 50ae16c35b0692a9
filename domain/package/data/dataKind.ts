/** A file of data by its ending: a table, JSON, or JSON with a value a line. */
export type DataKind = 'table' | 'json' | 'json-lines';

const ENDINGS: ReadonlyMap<string, DataKind> = new Map([
  ['csv', 'table'],
  ['tsv', 'table'],
  ['json', 'json'],
  ['geojson', 'json'],
  ['jsonl', 'json-lines'],
  ['ndjson', 'json-lines'],
]);

/** What kind of data a file has; undefined where it has none that a program could read record by record. */
export const dataKindOf = (name: string): DataKind | undefined =>
  ENDINGS.get(/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '');

/** The name of the other form: the same, with the other ending. */
export const otherName = (name: string, kind: DataKind): string =>
  name.replace(/\.[a-z]+$/i, kind === 'table' ? '.json' : '.csv');

/** A type read from bytes: whoever read them all says whether they are UTF-8. */
export const isUtf8 = (mediaType: string): boolean => mediaType !== 'application/octet-stream';
