import { type FileForm, formOf } from '../domain/redaction/handling.ts';
import { RuleViolation } from '../domain/ruleViolation.ts';
import { doneApart, isLarge } from './child/apart.ts';
import type { FileToClean } from './file.ts';
import { mailPages } from './mail/pages.ts';
import { pdfPages } from './pdf/cleaned.ts';
import { decoded } from './text/encoding.ts';
import { markupText } from './text/markup.ts';

/** The most text that one look shows. */
const SHOWN = 200_000;

/** The text that a person sees, page by page for a PDF; the beginning of a long text. */
export async function pagesOf(file: FileToClean): Promise<string[]> {
  const form = formOf(file);
  const read = form && PAGES[form];
  if (!read) throw new RuleViolation('file-not-shown', { name: file.name });
  return read(file);
}

const PAGES: Partial<Record<FileForm, (file: FileToClean) => Promise<string[]>>> = {
  text: asText,
  csv: asText,
  json: asText,
  markup: async (file) => [markupText((await asText(file))[0] ?? '')],
  mail: (file) => (isLarge(file) ? doneApart('pages-mail', file) : mailPages(file)),
  pdf: pdfPages,
};

async function asText({ parts }: FileToClean): Promise<string[]> {
  const { texts } = await decoded(parts);
  let shown = '';
  for await (const text of texts) {
    shown += text;
    if (shown.length >= SHOWN) break;
  }
  return [shown.slice(0, SHOWN).replace(/^\ufeff/, '')];
}
