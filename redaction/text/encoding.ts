import { setImmediate as turn } from 'node:timers/promises';
import { BEGINNING, wideEncodingOf } from '../../domain/package/data/text.ts';
import { ESCAPED } from '../../domain/redaction/folded.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';

/** How a text is written. Bytes that are no UTF-8 are Windows-1252, and are written back as they were. */
type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** A text in pieces, and the bytes of what is made of it. */
export type Decoded = { texts: AsyncIterable<string>; bytesOf(text: string): Buffer; isWide: boolean };

/** Decodes a file piece by piece. Its byte-order mark is the first character, and so is written again. */
export async function decoded(parts: AsyncIterable<Buffer>): Promise<Decoded> {
  const all = parts[Symbol.asyncIterator]();
  const first = await beginning(all);
  const encoding = wideEncodingOf(first.subarray(0, BEGINNING)) ?? 'utf-8'; // as whoever makes another form of it decides
  return {
    texts: texts(first, all, encoding),
    bytesOf: (text) => bytesIn(encoding, text),
    isWide: encoding !== 'utf-8',
  };
}

/**
 * The same texts. Throws `file-unreadable` for one with a zero in it: that is text in an encoding that was not recognised, or none, and
 * words that are not found in it may well be read by somebody else.
 */
export async function* withoutZeros(texts: AsyncIterable<string>, name: string): AsyncGenerator<string> {
  for await (const text of texts) {
    if (text.includes('\0')) throw new RuleViolation('file-unreadable', { name });
    yield text;
  }
}

/** At least the bytes that tell the encoding. */
async function beginning(all: AsyncIterator<Buffer>): Promise<Buffer> {
  const read: Buffer[] = [];
  let size = 0;
  while (size < BEGINNING) {
    const { done, value } = await all.next();
    if (done) break;
    read.push(value);
    size += value.length;
  }
  return Buffer.concat(read);
}

async function* texts(
  first: Buffer,
  rest: AsyncIterator<Buffer>,
  encoding: Encoding,
): AsyncGenerator<string> {
  const decode = encoding === 'utf-8' ? utf8() : utf16(encoding);
  yield* stretches(first, decode);
  for (let next = await rest.next(); !next.done; next = await rest.next())
    yield* stretches(next.value, decode);
  yield decode(Buffer.alloc(0), true);
}

/** Bytes that are read at a stretch: other requests wait no longer than for them. */
const STRETCH = 64 * 1024;

async function* stretches(part: Buffer, decode: Decode): AsyncGenerator<string> {
  for (let at = 0; at < part.length; at += STRETCH) {
    if (at > 0) await turn();
    yield decode(part.subarray(at, at + STRETCH), false);
  }
}

type Decode = (part: Buffer, isLast: boolean) => string;

function utf16(encoding: Encoding): Decode {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  return (part, isLast) => decoder.decode(part, { stream: !isLast });
}

function utf8(): Decode {
  let held: Buffer = Buffer.alloc(0);
  return (part, isLast) => {
    const bytes = held.length > 0 ? Buffer.concat([held, part]) : part;
    const whole = isLast ? bytes.length : bytes.length - begun(bytes);
    held = Buffer.from(bytes.subarray(whole));
    return textOfBytes(bytes.subarray(0, whole));
  };
}

/** How many bytes at the end begin a letter whose last bytes are still to come. */
function begun(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return 0;
    if (byte >= 0xc2) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

const strictly = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of bytes in UTF-8; each byte that is none stands as a lone surrogate. */
export function textOfBytes(bytes: Buffer): string {
  try {
    return strictly.decode(bytes);
  } catch {
    return byteByByte(bytes);
  }
}

function byteByByte(bytes: Buffer): string {
  const pieces: string[] = [];
  let good = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = letterAt(bytes, at);
    if (length === 0) {
      pieces.push(bytes.toString('utf8', good, at), String.fromCharCode(ESCAPED + (bytes[at] as number)));
      good = at + 1;
    }
    at += length || 1;
  }
  return pieces.join('') + bytes.toString('utf8', good);
}

/** How many bytes a letter in UTF-8 has that begins there; 0 if none does. */
function letterAt(bytes: Buffer, at: number): number {
  const byte = bytes[at] as number;
  if (byte < 0x80) return 1;
  const length = byte >= 0xc2 && byte < 0xe0 ? 2 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 0;
  if (byte < 0xc2 || length === 0 || at + length > bytes.length) return 0;
  try {
    strictly.decode(bytes.subarray(at, at + length));
    return length;
  } catch {
    return 0;
  }
}

const STRAY = /([\ud800-\udbff][\udc00-\udfff])|([\udc80-\udcff])/g;

function bytesIn(encoding: Encoding, text: string): Buffer {
  if (encoding !== 'utf-8') {
    const little = Buffer.from(text, 'utf16le');
    return encoding === 'utf-16le' ? little : little.swap16();
  }
  return text.isWellFormed() ? Buffer.from(text) : withStrayBytes(text);
}

function withStrayBytes(text: string): Buffer {
  const pieces: Buffer[] = [];
  let done = 0;
  for (const { 2: stray, index } of text.matchAll(STRAY)) {
    if (stray === undefined) continue;
    pieces.push(Buffer.from(text.slice(done, index)), Buffer.of(stray.charCodeAt(0) - ESCAPED));
    done = index + 1;
  }
  return Buffer.concat([...pieces, Buffer.from(text.slice(done))]);
}
