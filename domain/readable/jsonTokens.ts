/** What JSON is made of, with the place of its first byte. Of a long value only the beginning is kept; `size` is all of it. */
export type JsonToken =
  | { kind: 'begin' | 'end'; list: boolean; offset: number }
  | { kind: 'comma' | 'colon' | 'line' }
  | { kind: 'text' | 'plain'; offset: number; size: number; bytes: Buffer };

const [QUOTE, BACKSLASH, UNICODE] = [0x22, 0x5c, 0x75];
const [LIST, LIST_END, OBJECT, OBJECT_END] = [0x5b, 0x5d, 0x7b, 0x7d];
const BETWEEN: readonly number[] = [0x20, 0x0d, 0x09];
const MARKS: ReadonlyMap<number, JsonToken> = new Map([
  [0x2c, { kind: 'comma' }],
  [0x3a, { kind: 'colon' }],
  [0x0a, { kind: 'line' }],
]);
/** What may follow a backslash. */
const ESCAPES: readonly number[] = [...Buffer.from('"\\/bfnrtu')];
const HEX = /[\da-f]/i;
const BOM: readonly number[] = [0xef, 0xbb, 0xbf];

/** The bytes of a value that are kept: more than a page shows of it. */
const KEPT = 4096;

type Growing = { kind: 'text' | 'plain'; offset: number; bytes: Buffer[]; size: number };

/**
 * Finds the tokens of JSON while its bytes pass, the ends of lines among them. A byte that JSON does not have where it stands ends it; whether the
 * tokens are in their order is for whoever is told of them.
 */
export function jsonTokens(start: number, tell: (token: JsonToken) => void) {
  let [at, isBroken, isEscaped, hex] = [start, false, false, 0];
  let growing: Growing | undefined;

  /** The part goes on to be read by others: what is kept of it beyond this part is a copy. */
  const keep = (bytes: Buffer) => {
    if (!growing) return;
    if (growing.size < KEPT) growing.bytes.push(Buffer.from(bytes.subarray(0, KEPT - growing.size)));
    growing.size += bytes.length;
  };
  const finish = (last: Buffer) => {
    if (!growing) return;
    const { kind, offset, bytes, size } = growing;
    growing = undefined;
    const rest = last.subarray(0, Math.max(0, KEPT - size));
    tell({
      kind,
      offset,
      size: size + last.length,
      bytes: bytes.length > 0 ? Buffer.concat([...bytes, rest]) : rest,
    });
  };
  /** One byte of what follows a backslash. */
  const escaped = (byte: number) => {
    const isHex = hex > 0;
    isBroken ||= isHex ? !HEX.test(String.fromCharCode(byte)) : !ESCAPES.includes(byte);
    if (isHex) hex -= 1;
    else if (byte === UNICODE) hex = 4;
    isEscaped = false;
  };
  /** Reads on in a text; gives the place after what was read. */
  const throughText = (part: Buffer, from: number): number => {
    for (let nth = from; nth < part.length; nth += 1) {
      const byte = part[nth] as number;
      if (isEscaped || hex > 0) escaped(byte);
      else if (byte === QUOTE) {
        finish(part.subarray(from, nth));
        return nth + 1;
      } else if (byte === BACKSLASH) isEscaped = true;
      else if (byte < 0x20) isBroken = true;
    }
    keep(part.subarray(from));
    return part.length;
  };
  const throughPlain = (part: Buffer, from: number): number => {
    let nth = from;
    while (nth < part.length && isPlain(part[nth] as number)) nth += 1;
    if (nth < part.length) finish(part.subarray(from, nth));
    else keep(part.subarray(from));
    return nth;
  };
  /** Reads one sign between values; gives the place after it. */
  const beginAt = (part: Buffer, nth: number): number => {
    const byte = part[nth] as number;
    const offset = at + nth;
    if (byte === LIST || byte === OBJECT) tell({ kind: 'begin', list: byte === LIST, offset });
    else if (byte === LIST_END || byte === OBJECT_END) tell({ kind: 'end', list: byte === LIST_END, offset });
    else if (byte === QUOTE) growing = { kind: 'text', offset, bytes: [], size: 0 };
    else if (isPlain(byte)) growing = { kind: 'plain', offset, bytes: [], size: 0 };
    else {
      const mark = MARKS.get(byte);
      if (mark) tell(mark);
      else isBroken = !BETWEEN.includes(byte) && BOM[offset] !== byte;
    }
    return growing?.kind === 'plain' ? nth : nth + 1;
  };
  return {
    add: (part: Buffer): void => {
      for (let nth = 0; nth < part.length && !isBroken; ) {
        if (growing?.kind === 'text') nth = throughText(part, nth);
        else nth = growing ? throughPlain(part, nth) : beginAt(part, nth);
      }
      at += part.length;
    },
    end: (): void => {
      if (growing?.kind === 'plain') finish(Buffer.alloc(0));
      isBroken ||= growing !== undefined;
    },
    isBroken: () => isBroken,
  };
}

/** Digits, letters, `+`, `-` and `.`: of numbers, `true`, `false` and `null`. */
const isPlain = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) ||
  ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) ||
  byte === 0x2b ||
  byte === 0x2d ||
  byte === 0x2e;
