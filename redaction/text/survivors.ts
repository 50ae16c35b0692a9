import type { WordRemoval } from '../../domain/redaction/removal.ts';
import type { Survivor } from '../../domain/redaction/report.ts';
import { finderOf, type WordFinder } from '../../domain/redaction/words.ts';
import type { FileToClean } from '../file.ts';
import { decoded, textOfBytes, withoutZeros } from './encoding.ts';

/** What a text means as it is written in a format. A piece is given to it with the one before held back, so it may be cut anywhere. */
type Meaning = (text: string) => string;

const ESCAPE = /\\(?:u([0-9a-f]{4})|(.))/gis;
const SHORT: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** What is written with JSON's escapes, whatever is around it. */
const jsonMeaning: Meaning = (text) =>
  text.replace(ESCAPE, (_, code?: string, letter = '') =>
    code ? String.fromCharCode(Number.parseInt(code, 16)) : (SHORT[letter] ?? letter),
  );

/** The same; and where a text within it is JSON itself, what that means. */
export const nestedJsonMeaning: Meaning = (text) => {
  const meant = jsonMeaning(text);
  return `${meant}\n${jsonMeaning(meant)}`;
};

/** What a cell says that is written with JSON's escapes, or in which a quote is still doubled. */
export const cellMeaning: Meaning = (text) => jsonMeaning(text.replaceAll('""', '"'));

/** The words that are still in a text, as it is written and as it is meant, and in what is packed within it. */
export async function survivorsInText(
  file: FileToClean,
  removals: readonly WordRemoval[],
  meaning: Meaning = (text) => text,
  reading: (texts: AsyncIterable<string>, name: string) => AsyncIterable<string> = (texts) => texts,
): Promise<Survivor[]> {
  const finder = finderOf(removals);
  const found = new Set<number>();
  const { texts, bytesOf, isWide } = await decoded(file.parts);
  const readings = (text: string) => [
    text,
    meaning(text),
    ...unpackedTexts(text),
    ...(isWide ? [textOfBytes(bytesOf(text))] : []), // nobody promises that all of it is UTF-16
  ];
  await lookThrough(reading(withoutZeros(texts, file.name), file.name), readings, finder, found);
  return [...found].map((nth) => ({ words: (removals[nth] as WordRemoval).words, where: 'text' }));
}

const strictly = new TextDecoder('utf-8', { fatal: true });

/** Texts that are written in base64 within a text. Pictures and other dots, where words are found by chance, are none. */
function unpackedTexts(text: string): string[] {
  return [...text.matchAll(/[A-Za-z0-9+/_-]{24,}={0,2}/g)].flatMap(([packed]) => {
    try {
      const unpacked = strictly.decode(Buffer.from(packed, 'base64'));
      return /\p{Cc}/u.test(unpacked.replace(/\s/g, '')) ? [] : [unpacked];
    } catch {
      return [];
    }
  });
}

/** Notes what is found in a text that is read in overlapping pieces. */
async function lookThrough(
  texts: AsyncIterable<string>,
  readings: (text: string) => string[],
  finder: WordFinder,
  found: Set<number>,
): Promise<void> {
  let held = '';
  const look = () => {
    const different = new Set(readings(held));
    for (const reading of different) for (const { nth } of finder.matches(reading)) found.add(nth);
  };
  for await (const text of texts) {
    held += text;
    if (held.length < finder.longest * 4 + 262_144) continue;
    look();
    held = fromWord(held, held.length - finder.longest * 2);
  }
  look();
}

/** A text from the first place at which no word goes on. */
function fromWord(text: string, at: number): string {
  const rest = text.slice(at);
  return rest.slice(Math.max(0, rest.search(/[^\p{L}\p{N}\p{M}]/u)));
}
