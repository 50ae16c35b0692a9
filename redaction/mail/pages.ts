import { type FileToClean, wholeOf } from '../file.ts';
import { markupText } from '../text/markup.ts';
import { textOfBody, unpackedBody } from './body.ts';
import { headerReadings } from './headers.ts';
import { assertShallow, kindOf, partFrom, partsIn } from './part.ts';

const SHOWN = /^(from|to|cc|bcc|reply-to|date|subject):/i;

/** What a person sees of a mail: its headers, its text, and the names of what is attached. */
export const mailPages = async (file: FileToClean): Promise<string[]> => [shown(await wholeOf(file))];

function shown(bytes: Buffer, depth = 0): string {
  const part = partFrom(bytes);
  const headers = part.headers
    .filter((line) => SHOWN.test(line))
    .map((line) => `${line.slice(0, line.indexOf(':'))}: ${headerReadings(line)[0]}`);
  return [...headers, '', shownBody(bytes, depth)].join('\n').trim();
}

function shownBody(bytes: Buffer, depth: number): string {
  const part = partFrom(bytes);
  const kind = kindOf(part);
  assertShallow(depth, kind);
  if (kind.boundary && kind.type.startsWith('multipart/')) {
    const inner = partsIn(part.body, kind.boundary).flatMap((one) =>
      one.part ? [shownBody(one.part, depth + 1)] : [],
    );
    return (kind.type === 'multipart/alternative' ? inner.slice(0, 1) : inner).join('\n\n');
  }
  if (kind.type === 'message/rfc822') return shown(unpackedBody(part, kind), depth + 1);
  if (kind.isAttached || !kind.type.startsWith('text/')) return `[${kind.name || kind.type}]`;
  const text = textOfBody(unpackedBody(part, kind), kind.charset);
  return kind.type === 'text/html' ? markupText(text) : text;
}
