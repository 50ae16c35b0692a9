import type { WordRemoval } from '../../domain/redaction/removal.ts';
import { countsOf } from '../../domain/redaction/report.ts';
import { finderOf, type RemovalCounts, type WordFinder } from '../../domain/redaction/words.ts';
import type { CleanedFile, FileToClean } from '../file.ts';
import { decoded, withoutZeros } from './encoding.ts';
import { growing } from './longest.ts';
import { withoutWordsIn } from './pieces.ts';

/** Takes words out of a text that is read in pieces. */
export type Without = (
  texts: AsyncIterable<string>,
  finder: WordFinder,
  counts: RemovalCounts,
) => AsyncIterable<string>;

/** A file of text without the words, in the encoding that it had. */
export function cleanedText(
  file: FileToClean,
  removals: readonly WordRemoval[],
  without: Without = withoutWordsIn,
): CleanedFile {
  const finder = finderOf(removals);
  const counts: RemovalCounts = new Map();
  const { name, mediaType } = file;
  const report = () => ({ removed: countsOf(counts), stripped: [], left: [] });
  return { name, mediaType, parts: written(file, finder, counts, without), report };
}

async function* written(
  { name, parts }: FileToClean,
  finder: WordFinder,
  counts: RemovalCounts,
  without: Without,
) {
  const { texts, bytesOf } = await decoded(parts);
  const read = withoutZeros(texts, name);
  for await (const text of without(read, finder, counts)) if (text) yield bytesOf(text);
}

/** Takes words out of a text that must be read whole. */
export const asWhole = (
  without: (text: string, finder: WordFinder, counts: RemovalCounts) => string,
): Without =>
  async function* (texts, finder, counts) {
    const all = growing();
    for await (const text of texts) all.add(text);
    yield without(all.taken(), finder, counts);
  };
