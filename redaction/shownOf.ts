import { type FileForm, formOf } from '../domain/redaction/handling.ts';
import type { FileView } from '../domain/redaction/shown.ts';
import { RuleViolation } from '../domain/ruleViolation.ts';
import { doneApart, isLarge } from './child/apart.ts';
import type { FileToClean } from './file.ts';
import { mailPages } from './mail/pages.ts';
import { pdfPages } from './pdf/cleaned.ts';
import { decoded } from './text/encoding.ts';
import { markupText } from './text/markup.ts';

/** The most text that one look shows. */
const SHOWN = 200_000;

/** What a person sees of a file: its text, page by page for a PDF, or its cells; the beginning of a long one. Throws `file-not-shown` for another. */
export async function shownOf(file: FileToClean): Promise<FileView> {
  const form = formOf(file);
  const read = form && SHOWS[form];
  if (!read) throw new RuleViolation('file-not-shown', { name: file.name });
  return read(file);
}

type ShowFile = (file: FileToClean) => Promise<FileView>;

const office: ShowFile = (file) => doneApart('shown-office', file);

const SHOWS: Partial<Record<FileForm, ShowFile>> = {
  text: asText,
  csv: asText,
  json: asText,
  markup: async (file) => {
    const { parts, isCut } = await asText(file);
    return { parts: parts.map((part) => ('text' in part ? { text: markupText(part.text) } : part)), isCut };
  },
  mail: async (file) => cut(await (isLarge(file) ? doneApart('pages-mail', file) : mailPages(file))),
  pdf: async (file) => {
    const { parts, isCut } = cut(await pdfPages(file));
    return { parts: parts.map((part, nth) => ({ ...part, place: { page: nth + 1 } })), isCut };
  },
  xlsx: office,
  docx: office,
};

async function asText(file: FileToClean): Promise<FileView> {
  return cut([await beginningOf(file)]);
}

/** The text of a file up to a little more than a look shows. */
async function beginningOf({ parts }: FileToClean): Promise<string> {
  const { texts } = await decoded(parts);
  let shown = '';
  for await (const text of texts) {
    shown += text;
    if (shown.length > SHOWN) break;
  }
  return shown.replace(/^\ufeff/, '');
}

/** As many texts as one looks at; each stays, so that pages keep their numbers. */
function cut(texts: readonly string[]): FileView {
  let room = SHOWN;
  const parts = texts.map((text) => {
    const shown = text.slice(0, room);
    room -= shown.length;
    return { text: shown };
  });
  return { parts, isCut: texts.reduce((sum, { length }) => sum + length, 0) > SHOWN };
}
