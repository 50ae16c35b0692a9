import { dataForm, patiently } from '../../domain/package/data/dataForm.ts';
import type { DataKind } from '../../domain/package/data/dataKind.ts';
import { followsSchema } from '../../domain/package/data/following.ts';
import type { DataSchema } from '../../domain/package/data/schema.ts';
import type { FlatLine } from '../../domain/package/data/treeForm.ts';
import { CSV_MARK, csvLines } from '../../views/csv.ts';

/** What is found in data that come in pieces of so many bytes, and their other form. */
export function formed(kind: DataKind, content: string | Buffer, { isUtf8 = true, pieces = 7 } = {}) {
  const bytes = Buffer.from(content);
  const form = dataForm(kind, isUtf8);
  const reading = patiently(form);
  for (const piece of cut(bytes, pieces)) reading.sees(piece);
  const found = reading.ends();
  if (!found.other) return { found, text: undefined };
  if (form.to === 'json') {
    const write = form.convert();
    return { found, text: cut(bytes, pieces).map(write.takes).join('') + write.ends() };
  }
  const write = form.convert();
  const lines: FlatLine[] = [...cut(bytes, pieces).flatMap(write.takes), ...write.ends()];
  return { found, text: CSV_MARK + csvLines(lines, 'en') };
}

/** How many records data have that follow their schema; throws where they do not. */
export function recordsFollowing(
  kind: DataKind,
  text: string,
  schema: DataSchema,
  isOurs = false,
  isUtf8 = true,
) {
  const reading = followsSchema({ kind, schema, isUtf8, ...(isOurs && { ours: { delimiter: ',' } }) });
  for (const piece of cut(Buffer.from(text), 11)) reading.sees(piece);
  return reading.ends().records;
}

function cut(bytes: Buffer, size: number): Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
  return pieces;
}
