import { DataFault } from './dataFault.ts';

/** Reads bytes as text, part by part. */
export type TextReader = { push(part: Uint8Array): string; end(): string };

/** The bytes by which an encoding is recognised. */
export const BEGINNING = 4096;

/**
 * Text in UTF-8, in UTF-16 with or without its mark, or, where the bytes are known to be no UTF-8, in the encoding in which older
 * spreadsheets write (Windows-1252). A mark at the beginning is no part of the text. Throws `not-text` for other bytes: no letter is
 * guessed.
 */
export function textReader(isUtf8: boolean): TextReader {
  let held: Uint8Array[] | undefined = [];
  let decoder: InstanceType<typeof TextDecoder>;
  const decoded = (part: Uint8Array, stream: boolean): string => {
    try {
      const text = decoder.decode(part, { stream });
      if (text.includes('\0')) throw new DataFault('not-text');
      return text;
    } catch {
      throw new DataFault('not-text');
    }
  };
  const begin = (): Uint8Array => {
    const beginning = Buffer.concat(held ?? []);
    held = undefined;
    decoder = new TextDecoder(encodingOf(beginning.subarray(0, BEGINNING), isUtf8), { fatal: true });
    return beginning;
  };
  return {
    push(part) {
      if (!held) return decoded(part, true);
      held.push(Uint8Array.from(part)); // the reader may use its memory again
      const length = held.reduce((sum, one) => sum + one.length, 0);
      return length < BEGINNING ? '' : decoded(begin(), true);
    },
    end: () => decoded(held ? begin() : new Uint8Array(), false),
  };
}

/** The encoding of a text by its first `BEGINNING` bytes, for whoever reads it as a whole or in pages. */
export function encodingOf(beginning: Uint8Array, isUtf8: boolean): string {
  const isMarked = beginning[0] === 0xef && beginning[1] === 0xbb;
  return wideEncodingOf(beginning) ?? (isUtf8 || isMarked ? 'utf-8' : 'windows-1252');
}

/** Which UTF-16 a text is in by its first `BEGINNING` bytes: by its mark, or by the zeros that Latin letters have in it. */
export function wideEncodingOf(beginning: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = beginning;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const zeros = [0, 1].map((side) => beginning.filter((byte, at) => byte === 0 && at % 2 === side).length);
  const [even = 0, odd = 0] = zeros;
  if (odd > beginning.length / 4 && even === 0) return 'utf-16le';
  return even > beginning.length / 4 && odd === 0 ? 'utf-16be' : undefined;
}
