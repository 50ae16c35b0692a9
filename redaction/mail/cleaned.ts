import { formOf } from '../../domain/redaction/handling.ts';
import type { Removal } from '../../domain/redaction/removal.ts';
import { wordsIn } from '../../domain/redaction/removal.ts';
import {
  type CleanReport,
  countsOf,
  type LeftCode,
  type StrippedCode,
} from '../../domain/redaction/report.ts';
import { finderOf, type RemovalCounts, type WordFinder, withoutWords } from '../../domain/redaction/words.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { asOnePart, type CleanedFile, type FileToClean, wholeOf } from '../file.ts';
import { withoutWordsInMarkup } from '../text/markup.ts';
import { textOfBody, unpackedBody, withBody } from './body.ts';
import { cleanHeader } from './headers.ts';
import {
  assertShallow,
  type BodyKind,
  bytesOfPart,
  kindOf,
  type MailPart,
  partFrom,
  partsIn,
} from './part.ts';

/** Cleans a file that is attached, as one beside the mail would be. */
export type CleanAttached = (file: FileToClean, removals: readonly Removal[]) => Promise<CleanedFile>;

type Work = {
  finder: WordFinder;
  removals: readonly Removal[];
  attached: CleanAttached;
  counts: RemovalCounts;
  stripped: Set<StrippedCode>;
  left: Set<LeftCode>;
};

/** A mail without the words: in its headers, its texts and the files attached to it. It stays a mail with the same parts. */
export async function cleanedMail(
  file: FileToClean,
  removals: readonly Removal[],
  attached: CleanAttached,
): Promise<CleanedFile> {
  const { name, mediaType } = file;
  const bytes = await wholeOf(file);
  if (!/^[^\s:]+:/m.test(bytes.toString('latin1', 0, 2000)))
    throw new RuleViolation('file-unreadable', { name });
  const finder = finderOf(wordsIn(removals));
  const work: Work = { finder, removals, attached, counts: new Map(), stripped: new Set(), left: new Set() };
  const result = await cleanPart(bytes, work, 0);
  const report = { removed: countsOf(work.counts), stripped: [...work.stripped], left: [...work.left] };
  return { name, mediaType, parts: asOnePart(result), report: () => report };
}

async function cleanPart(bytes: Buffer, work: Work, depth: number): Promise<Buffer> {
  const part = partFrom(bytes);
  const kind = kindOf(part);
  assertShallow(depth, kind);
  const headers = part.headers.map((line) => cleanHeader(line, work.finder, work.counts));
  return bytesOfPart(await cleanBody({ ...part, headers }, kind, work, depth));
}

async function cleanBody(part: MailPart, kind: BodyKind, work: Work, depth: number): Promise<MailPart> {
  if (kind.boundary && kind.type.startsWith('multipart/')) {
    const pieces: Buffer[] = [];
    for (const { between, part: inner } of partsIn(part.body, kind.boundary)) {
      pieces.push(between);
      if (inner) pieces.push(await cleanPart(inner, work, depth + 1));
    }
    return { ...part, body: Buffer.concat(pieces) };
  }
  const isPacked = ['base64', 'quoted-printable'].includes(kind.encoding);
  if (kind.type === 'message/rfc822' && !isPacked)
    return { ...part, body: await cleanPart(part.body, work, depth + 1) };
  return kind.type.startsWith('text/') && !kind.isAttached
    ? cleanText(part, kind, work)
    : cleanAttachment(part, kind, work);
}

function cleanText(part: MailPart, kind: BodyKind, { finder, counts }: Work): MailPart {
  const text = textOfBody(unpackedBody(part, kind), kind.charset);
  const without = kind.type === 'text/html' ? withoutWordsInMarkup : withoutWords;
  const clean = without(text, finder, counts);
  return clean === text ? part : withBody(part, Buffer.from(clean), true);
}

async function cleanAttachment(part: MailPart, kind: BodyKind, work: Work): Promise<MailPart> {
  const bytes = unpackedBody(part, kind);
  const file = { name: kind.name, mediaType: kind.type, size: bytes.length, parts: asOnePart(bytes) };
  const form = formOf(file);
  if (!form) return unread(part, work);
  const canTakeOut = !['jpeg', 'png', 'xlsx', 'docx', 'webp'].includes(form);
  if (!canTakeOut) work.left.add('attachment-unread');
  try {
    const result = await work.attached(
      file,
      canTakeOut ? work.removals.filter(({ kind }) => kind === 'words') : [],
    );
    const clean: Buffer[] = [];
    for await (const piece of result.parts) clean.push(piece);
    noted(result.report(), work);
    const after = Buffer.concat(clean);
    return after.equals(bytes) ? part : withBody(part, after, false);
  } catch (error) {
    if (!(error instanceof RuleViolation)) throw error;
    return unread(part, work);
  }
}

function unread(part: MailPart, { left }: Work): MailPart {
  left.add('attachment-unread');
  return part;
}

function noted({ removed, stripped, left }: CleanReport, work: Work): void {
  for (const { reason, count } of removed) work.counts.set(reason, (work.counts.get(reason) ?? 0) + count);
  for (const code of stripped) work.stripped.add(code);
  for (const code of left) work.left.add(code);
}
