import { pagesIn, type Removal, wordsIn } from '../../domain/redaction/removal.ts';
import { countsOf, type LeftCode, type StrippedCode } from '../../domain/redaction/report.ts';
import { finderOf, type RemovalCounts } from '../../domain/redaction/words.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { ChildOrder, CleanedBytes } from '../child/tasks.ts';
import { flattenPage } from './flatten.ts';
import { picturesOn } from './objects.ts';
import { pageTextOf } from './pageText.ts';
import { type OpenPdf, usingPdf, withPage } from './pdfium.ts';
import { removeFromPage } from './removeWords.ts';
import { inventoryOf, scrubbed } from './scrub.ts';

/** A PDF without these pages and words, and with nothing in it but what its pages show. */
export const cleanPdf = ({ name, bytes, removals }: ChildOrder): Promise<CleanedBytes> =>
  usingPdf(bytes, name, (pdf) => cleanedBytes(pdf, name, removals));

async function cleanedBytes(pdf: OpenPdf, name: string, removals: readonly Removal[]): Promise<CleanedBytes> {
  const tally: Tally = {
    counts: new Map(),
    stripped: new Set(await inventoryOf(pdf.saved())),
    left: new Set(),
  };
  leaveOutPages(pdf, name, removals, tally.counts);
  for (let index = 0; index < pdf.pages(); index++) cleanPage(pdf, index, removals, tally);
  const result = await scrubbed(pdf.saved());
  if (result.hasLayers) tally.left.add('layers');
  const { counts, stripped, left } = tally;
  return {
    bytes: result.bytes,
    report: { removed: countsOf(counts), stripped: [...stripped], left: [...left] },
  };
}

function leaveOutPages(
  pdf: OpenPdf,
  name: string,
  removals: readonly Removal[],
  counts: RemovalCounts,
): void {
  const pages = pdf.pages();
  const out = pagesIn(removals);
  const beyond = out.find(({ page }) => !Number.isInteger(page) || page < 1 || page > pages);
  if (beyond) throw new RuleViolation('page-missing', { name, page: beyond.page, pages });
  if (out.length === pages) throw new RuleViolation('pages-all', { name });
  for (const { page, reason } of out.toReversed()) {
    pdf.pdfium.FPDFPage_Delete(pdf.doc, page - 1);
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
}

type Tally = { counts: RemovalCounts; stripped: Set<StrippedCode>; left: Set<LeftCode> };

function cleanPage(
  pdf: OpenPdf,
  index: number,
  removals: readonly Removal[],
  { counts, stripped, left }: Tally,
): void {
  flattenPage(pdf, index);
  const words = wordsIn(removals);
  if (words.length === 0) return;
  if (removeFromPage(pdf, index, finderOf(words, 'scattered'), counts)) stripped.add('text-layer');
  else if (isScanned(pdf, index)) left.add('pages-without-text');
}

/** Whether a page is only a picture, so that no words can be found on it. */
const isScanned = (pdf: OpenPdf, index: number): boolean =>
  withPage(
    pdf,
    index,
    (page) => picturesOn(pdf.pdfium, page).length > 0 && !/\S/.test(pageTextOf(pdf.pdfium, page)),
  );
