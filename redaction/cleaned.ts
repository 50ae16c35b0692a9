import { type FileForm, formOf, handlingOf } from '../domain/redaction/handling.ts';
import { pagesIn, type Removal, wordsIn } from '../domain/redaction/removal.ts';
import { RuleViolation } from '../domain/ruleViolation.ts';
import { cleanedApart, isLarge } from './child/apart.ts';
import { type CleanedFile, type FileToClean, NOTHING_REMOVED } from './file.ts';
import { cleanedImage, refusedWebp } from './image/cleaned.ts';
import { plainJpeg } from './image/jpeg.ts';
import { plainPng } from './image/png.ts';
import { cleanedMail } from './mail/cleaned.ts';
import { cleanedOffice } from './office/cleaned.ts';
import { cleanedPdf } from './pdf/cleaned.ts';
import { cleanedText } from './text/cleaned.ts';
import { withoutWordsInCsv } from './text/csv.ts';
import { withoutWordsInJson } from './text/json.ts';
import { cleanedMarkup } from './text/wholeMarkup.ts';

/**
 * A file without what was decided to leave out. With no removals too: an image loses its metadata, a workbook or a document
 * its metadata, comments and history, a PDF its metadata; that of a PDF stays where it should leave `asItCame`. A removal that cannot be done is a RuleViolation, never left out silently.
 */
export async function cleaned(
  file: FileToClean,
  removals: readonly Removal[],
  asItCame = false,
): Promise<CleanedFile> {
  const form = formOf(file);
  isPossible(file, removals);
  const clean = form && CLEANED[form];
  return clean
    ? clean(file, removals, asItCame)
    : { ...file, report: () => ({ ...NOTHING_REMOVED, left: ['not-cleaned'] }) };
}

function isPossible(file: FileToClean, removals: readonly Removal[]): void {
  const { words, pages } = handlingOf(file);
  const cannot =
    (wordsIn(removals).length > 0 && !words && 'words') ||
    (pagesIn(removals).length > 0 && !pages && 'pages');
  if (cannot) throw new RuleViolation('redaction-not-possible', { name: file.name, kind: cannot });
}

type Clean = (
  file: FileToClean,
  removals: readonly Removal[],
  asItCame: boolean,
) => CleanedFile | Promise<CleanedFile>;

const whereAsked =
  (clean: Clean): Clean =>
  (file, removals, asItCame) =>
    removals.length > 0 ? clean(file, removals, asItCame) : { ...file, report: () => NOTHING_REMOVED };

const CLEANED: Partial<Record<FileForm, Clean>> = {
  text: whereAsked((file, removals) => cleanedText(file, wordsIn(removals))),
  csv: whereAsked((file, removals) => cleanedText(file, wordsIn(removals), withoutWordsInCsv)),
  json: whereAsked((file, removals) => cleanedText(file, wordsIn(removals), withoutWordsInJson)),
  markup: whereAsked((file, removals) =>
    isLarge(file) ? cleanedApart('clean-markup', file, removals) : cleanedMarkup(file, removals),
  ),
  mail: whereAsked((file, removals) =>
    isLarge(file) ? cleanedApart('clean-mail', file, removals) : cleanedMail(file, removals, cleaned),
  ),
  pdf: cleanedPdf,
  jpeg: (file) => cleanedImage(file, plainJpeg),
  png: (file) => cleanedImage(file, plainPng),
  webp: refusedWebp,
  xlsx: cleanedOffice,
  docx: cleanedOffice,
};
