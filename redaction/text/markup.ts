import { decode, encode } from 'html-entities';
import type { Span } from '../../domain/redaction/folded.ts';
import {
  counted,
  MARK,
  type RemovalCounts,
  type WordFinder,
  withoutWords,
} from '../../domain/redaction/words.ts';
import { growing } from './longest.ts';

/**
 * A comment, a script or style, a piece of data, a tag, or text. A `<` within a tag begins another, except between quotes: were it part
 * of the first, a page of tags that nobody ends would be read to its end from each of them.
 */
const TOKEN =
  /<!--[\s\S]*?(?:-->|$)|<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<[/!?]?[a-z](?:"[^"]*"|'[^']*'|[^'"<>])*>|[^<]+|</gi;
/** Tags between which a word goes on. */
const WITHIN =
  /^<\/?(?:a|abbr|b|big|bdi|bdo|cite|code|del|em|font|i|ins|kbd|mark|o:p|q|s|samp|small|span|strike|strong|sub|sup|tt|u|var|wbr)\b/i;
const ENTITY = /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});?/gi;

/** A text as it is read, and where it is written, run by run: letters as they are, or what an entity or a tag means. */
type ReadText = { text: string; runs: ReadRun[] };
type ReadRun = Span & { from: number; to: number };

/**
 * HTML or XML without the words: in the text, also where tags or entities are between their letters, in the values of tags, in
 * comments, scripts and styles. Tags stay, so that the page keeps its shape.
 */
export function withoutWordsInMarkup(source: string, finder: WordFinder, counts: RemovalCounts): string {
  const tags: { span: Span; clean: string }[] = [];
  const read: ReadText = { text: '', runs: [] };
  for (const { 0: token, index } of source.matchAll(TOKEN)) {
    if (token[0] !== '<' || token === '<') readText(token, index, read);
    else {
      if (!WITHIN.test(token)) add(read, '\n', { start: index, end: index });
      const clean = cleanTag(token, finder, counts);
      if (clean !== token) tags.push({ span: { start: index, end: index + token.length }, clean });
    }
  }
  return written(source, [...tags, ...textSpans(read, finder, counts)]);
}

function add(read: ReadText, text: string, span: Span): void {
  if (text === '') return;
  const from = read.text.length;
  read.text += text;
  read.runs.push({ ...span, from, to: from + text.length });
}

function readText(token: string, from: number, read: ReadText): void {
  let done = 0;
  const letters = (to: number) => add(read, token.slice(done, to), { start: from + done, end: from + to });
  for (const { 0: written, index } of token.matchAll(ENTITY)) {
    letters(index);
    done = index + written.length;
    add(read, decode(written), { start: from + index, end: from + done });
  }
  letters(token.length);
}

/** Where the words are written, each piece of text between two tags by itself; the first becomes the mark. */
function textSpans(read: ReadText, finder: WordFinder, counts: RemovalCounts) {
  let run = 0;
  return finder.matches(read.text).flatMap((match) => {
    counted(counts, finder, match);
    while ((read.runs[run]?.to ?? Number.POSITIVE_INFINITY) <= match.start) run += 1;
    const spans: Span[] = [];
    for (let nth = run; (read.runs[nth]?.from ?? match.end) < match.end; nth += 1)
      spans.push(partOf(read.runs[nth] as ReadRun, match));
    const seen = spans.filter(({ start, end }) => end > start);
    return seen.map((span, nth) => ({ span, clean: nth === 0 ? MARK : '' }));
  });
}

/** What is written of a run between two places of the text; an entity is not divided. */
function partOf({ from, to, start, end }: ReadRun, match: Span): Span {
  if (end - start !== to - from) return { start, end };
  return { start: start + Math.max(0, match.start - from), end: end - Math.max(0, to - match.end) };
}

function written(source: string, changes: { span: Span; clean: string }[]): string {
  let out = '';
  let done = 0;
  for (const { span, clean } of changes.sort((a, b) => a.span.start - b.span.start)) {
    if (span.start < done) continue;
    out += source.slice(done, span.start) + clean;
    done = span.end;
  }
  return out + source.slice(done);
}

/** The values of a tag; a comment, script, style or piece of data as a whole. */
function cleanTag(token: string, finder: WordFinder, counts: RemovalCounts): string {
  if (!/^<[/!?]?[a-z]/i.test(token) || /^<(script|style)\b/i.test(token))
    return withoutWords(token, finder, counts);
  return token.replace(/(=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)/g, (whole, equals: string, value: string) => {
    const meant = decode(value.replace(/^["']|["']$/g, ''));
    const clean = withoutWords(meant, finder, counts);
    if (clean !== meant) return `${equals}"${encode(clean)}"`;
    return finder.isIn(addressMeaning(meant)) ? `${equals}"${MARK}"` : whole;
  });
}

/** What an address says: its words may be written with percent signs, or in base64. */
function addressMeaning(value: string): string {
  const packed = /^data:[^,]*;base64,(.*)$/s.exec(value)?.[1];
  if (packed !== undefined) return Buffer.from(packed, 'base64').toString();
  try {
    return decodeURIComponent(value);
  } catch {
    return '';
  }
}

/** The text of a page as it is read; and what its tags say. */
function readMarkup(source: string): { text: string; said: string[] } {
  const read: ReadText = { text: '', runs: [] };
  const said: string[] = [];
  for (const { 0: token, index } of source.matchAll(TOKEN)) {
    if (token[0] !== '<' || token === '<') readText(token, index, read);
    else {
      if (!WITHIN.test(token)) add(read, '\n', { start: index, end: index });
      said.push(decode(token), addressMeaning(decode(token)));
    }
  }
  return { text: read.text, said };
}

/** The text of a page as a person reads it. */
export const markupText = (source: string): string =>
  readMarkup(source)
    .text.replace(/\n\s*\n/g, '\n')
    .trim();

/** All that a page says, with entities and tags read, and what its tags say. */
export function markupMeaning(source: string): string {
  const { text, said } = readMarkup(source);
  return `${text}\n${said.join('\n')}`;
}

/** A page as it is written, and as it is read. */
export async function* asRead(texts: AsyncIterable<string>): AsyncGenerator<string> {
  const all = growing();
  for await (const text of texts) all.add(text);
  const source = all.taken();
  yield `${source}\n`;
  yield markupMeaning(source);
}
