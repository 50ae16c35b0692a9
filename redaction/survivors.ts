import { type FileForm, formOf } from '../domain/redaction/handling.ts';
import { type Removal, type WordRemoval, wordsIn } from '../domain/redaction/removal.ts';
import type { Survivor } from '../domain/redaction/report.ts';
import { RuleViolation } from '../domain/ruleViolation.ts';
import { doneApart, isLarge } from './child/apart.ts';
import type { FileToClean } from './file.ts';
import { survivorsInMail } from './mail/survivors.ts';
import { pdfSurvivors } from './pdf/cleaned.ts';
import { cellsIn } from './text/cells.ts';
import { cellMeaning, nestedJsonMeaning, survivorsInText } from './text/survivors.ts';
import { survivorsInMarkup } from './text/wholeMarkup.ts';

/** Opens a finished file again as an adversary would, and names what should be gone and is still there. An export with one must not leave. */
export async function survivors(file: FileToClean, removals: readonly Removal[]): Promise<Survivor[]> {
  const words = wordsIn(removals);
  if (words.length === 0) return [];
  const form = formOf(file);
  const look = form && SURVIVORS[form];
  if (!look) throw new RuleViolation('redaction-not-possible', { name: file.name, kind: 'words' });
  return look(file, words);
}

type LookAgain = (file: FileToClean, removals: readonly WordRemoval[]) => Promise<Survivor[]>;

const SURVIVORS: Partial<Record<FileForm, LookAgain>> = {
  text: (file, removals) => survivorsInText(file, removals),
  csv: (file, removals) => survivorsInText(file, removals, cellMeaning, cellsIn),
  json: (file, removals) => survivorsInText(file, removals, nestedJsonMeaning),
  markup: (file, removals) =>
    isLarge(file) ? doneApart('survivors-markup', file, removals) : survivorsInMarkup(file, removals),
  mail: (file, removals) =>
    isLarge(file) ? doneApart('survivors-mail', file, removals) : survivorsInMail(file, removals, survivors),
  pdf: pdfSurvivors,
};
