import { type Removal, type WordRemoval, wordsIn } from '../../domain/redaction/removal.ts';
import type { Survivor } from '../../domain/redaction/report.ts';
import type { CleanedFile, FileToClean } from '../file.ts';
import { asWhole, cleanedText } from './cleaned.ts';
import { asRead, withoutWordsInMarkup } from './markup.ts';
import { survivorsInText } from './survivors.ts';

/** A file of HTML or XML without the words, read as a whole. */
export const cleanedMarkup = (file: FileToClean, removals: readonly Removal[]): CleanedFile =>
  cleanedText(file, wordsIn(removals), asWhole(withoutWordsInMarkup));

/** The words that are still in HTML or XML. */
export const survivorsInMarkup = (file: FileToClean, removals: readonly WordRemoval[]): Promise<Survivor[]> =>
  survivorsInText(file, removals, undefined, asRead);
