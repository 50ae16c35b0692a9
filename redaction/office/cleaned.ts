import { inChild } from '../child/run.ts';
import { asOnePart, type CleanedFile, type FileToClean, wholeOf } from '../file.ts';

/** A workbook or document that shows what it showed, with nothing behind it. */
export async function cleanedOffice(file: FileToClean): Promise<CleanedFile> {
  const { name, mediaType } = file;
  const { bytes, report } = await inChild({
    task: 'clean-office',
    name,
    bytes: await wholeOf(file),
    removals: [],
  });
  return { name, mediaType, parts: asOnePart(bytes), report: () => report };
}
