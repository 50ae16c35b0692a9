import { cleanedApart } from '../child/apart.ts';
import type { CleanedFile, FileToClean } from '../file.ts';

/** A workbook or document that shows what it showed, with nothing behind it. */
export const cleanedOffice = (file: FileToClean): Promise<CleanedFile> => cleanedApart('clean-office', file);
