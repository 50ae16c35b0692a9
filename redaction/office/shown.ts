import type { FileView } from '../../domain/redaction/shown.ts';
import type { ChildOrder } from '../child/tasks.ts';
import { shownLimit } from './limit.ts';
import { shownDocument } from './shownDocument.ts';
import { shownWorkbook } from './shownWorkbook.ts';
import { partsOf } from './zip.ts';

/** The text and the cells of a document or a workbook, read from its parts as they are. */
export async function shownOffice({ name, bytes }: ChildOrder): Promise<FileView> {
  const parts = await partsOf(bytes, name);
  const limit = shownLimit();
  const shown = parts.has('xl/workbook.xml') ? shownWorkbook(parts, limit) : shownDocument(parts, limit);
  return { parts: shown, isCut: limit.isCut() };
}
