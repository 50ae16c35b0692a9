import { Libmime } from 'libmime';
import { RuleViolation } from '../../domain/ruleViolation.ts';

/** One part of a mail: its headers line by line as they are written, and what follows, untouched. */
export type MailPart = { headers: string[]; body: Buffer; lineEnd: string };

/** What the headers of a part say of its body. */
export type BodyKind = {
  type: string;
  charset: string;
  encoding: string;
  boundary?: string;
  name: string;
  isAttached: boolean;
};

export const mime = new Libmime();

const DEEPEST = 30;

/** Throws `file-unreadable` for a part that lies in more parts than any program writes: each level is read again as a whole. */
export function assertShallow(depth: number, { name }: BodyKind): void {
  if (depth > DEEPEST) throw new RuleViolation('file-unreadable', { name });
}

/** Splits a part at its first empty line. */
export function partFrom(bytes: Buffer): MailPart {
  const text = bytes.toString('latin1');
  const end = /(^|\r?\n)\r?\n/.exec(text);
  const head = end ? text.slice(0, end.index) : text;
  const lineEnd = /\r\n/.test(text) ? '\r\n' : '\n';
  const headers = head.split(/\r?\n(?![ \t])/).filter(Boolean);
  return { headers, body: end ? bytes.subarray(end.index + end[0].length) : Buffer.alloc(0), lineEnd };
}

export const bytesOfPart = ({ headers, body, lineEnd }: MailPart): Buffer =>
  Buffer.concat([Buffer.from(headers.map((line) => line + lineEnd).join('') + lineEnd, 'latin1'), body]);

/** A header as it is written, without its folds; the last where there are several. */
function headerOf({ headers }: MailPart, name: string): string {
  const line = headers.findLast((one) => one.toLowerCase().startsWith(`${name}:`)) ?? '';
  return line
    .slice(name.length + 1)
    .replace(/\r?\n/g, '')
    .trim();
}

export function kindOf(part: MailPart): BodyKind {
  const type = mime.parseHeaderValue(headerOf(part, 'content-type') || 'text/plain');
  const disposition = mime.parseHeaderValue(headerOf(part, 'content-disposition'));
  const name = mime.decodeWords(String(disposition.params.filename ?? type.params.name ?? ''));
  return {
    type: type.value.toLowerCase() || 'text/plain',
    charset: String(type.params.charset ?? ''),
    encoding: headerOf(part, 'content-transfer-encoding').toLowerCase(),
    ...(type.params.boundary ? { boundary: String(type.params.boundary) } : {}),
    name,
    isAttached: disposition.value.toLowerCase() === 'attachment' || name !== '',
  };
}

/** The parts of a body between its boundaries, and what is written around them. */
export function partsIn(body: Buffer, boundary: string): { between: Buffer; part?: Buffer }[] {
  const text = body.toString('latin1');
  const line = new RegExp(
    `(?:^|\\r?\\n)--${boundary.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}(--)?[ \\t]*(?:\\r?\\n|$)`,
    'g',
  );
  const marks = [...text.matchAll(line)].map((found) => ({
    start: found.index,
    end: found.index + found[0].length,
    isLast: found[1] !== undefined,
  }));
  const found: { between: Buffer; part?: Buffer }[] = [];
  let done = 0;
  for (const [nth, mark] of marks.entries()) {
    const next = marks[nth + 1];
    if (mark.isLast || !next) break;
    found.push({
      between: body.subarray(done, mark.end),
      part: body.subarray(mark.end, Math.max(mark.end, next.start)),
    });
    done = Math.max(mark.end, next.start);
  }
  return [...found, { between: body.subarray(done) }];
}
