import type { LeftCode, StrippedCode } from '../../domain/redaction/report.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { ChildOrder, CleanedBytes } from '../child/tasks.ts';
import { plainJpeg } from '../image/jpeg.ts';
import { plainPng } from '../image/png.ts';
import { cleanDocument } from './docx.ts';
import { dropParts } from './dropped.ts';
import { cleanWorkbook, hiddenSheets, sheetsOf } from './xlsx.ts';
import { type OfficeParts, partsOf, zipOf } from './zip.ts';

/** An Office file that asks for a password is another kind of file. */
const LOCKED = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/** What stays in an Office file although nobody may see it: it is named. */
const STAYS: [RegExp, LeftCode][] = [
  [/\/embeddings\//, 'embedded-objects'],
  [/\/charts\//, 'charts'],
];

/** A workbook or document without metadata, comments, earlier states, hidden sheets, caches and what programs put beside them. */
export async function cleanOffice({ name, bytes }: ChildOrder): Promise<CleanedBytes> {
  if (LOCKED.equals(bytes.subarray(0, 8))) throw new RuleViolation('file-locked', { name });
  const parts = await partsOf(bytes, name);
  const done = parts.has('xl/workbook.xml') ? cleanSheets(parts) : cleanText(parts);
  for (const [path, part] of parts) cleanPicture(parts, path, part);
  const left = STAYS.flatMap(([pattern, code]) =>
    [...parts.keys()].some((path) => pattern.test(path)) ? [code] : [],
  );
  const report = {
    removed: [],
    stripped: [...new Set(done.stripped)],
    left: [...new Set([...done.left, ...left])],
  };
  return { bytes: await zipOf(parts), report };
}

type CleanedParts = { stripped: StrippedCode[]; left: LeftCode[] };

function cleanText(parts: OfficeParts): CleanedParts {
  const dropped = dropParts(parts);
  const { stripped, left } = cleanDocument(parts);
  return { stripped: [...dropped, ...stripped], left };
}

function cleanSheets(parts: OfficeParts): CleanedParts {
  const before = sheetsOf(parts);
  const dropped = dropParts(parts, new Set(hiddenSheets(parts).map(({ path }) => path)));
  const { stripped, left } = cleanWorkbook(parts, before);
  return { stripped: [...dropped, ...stripped], left };
}

function cleanPicture(parts: OfficeParts, path: string, bytes: Buffer): void {
  if (bytes.length < 20) return;
  const plain = /\.jpe?g$/i.test(path)
    ? plainJpeg(bytes)
    : /\.png$/i.test(path)
      ? plainPng(bytes)
      : undefined;
  if (plain) parts.set(path, plain);
}
