import { type Removal, wordsIn } from '../redaction/removal.ts';
import { finderOf, MARK, withoutWords } from '../redaction/words.ts';

/** What stands between the words of a file's name. */
const BETWEEN = /[_.+~()[\]-]+/g;

/** The name of a file without the words that are removed from it: `Report_Jane-Doe.pdf` is `Report ___.pdf` without Jane Doe. */
export function nameWithout(name: string, removals: readonly Removal[]): string {
  const words = wordsIn(removals);
  if (words.length === 0) return name;
  const ending = /(?<=.)\.[\p{L}\p{N}]{1,12}$/u.exec(name)?.[0] ?? '';
  const spaced = name.slice(0, name.length - ending.length).replace(BETWEEN, ' ');
  const without = withoutWords(spaced, finderOf(words), new Map());
  return without === spaced ? name : without.replaceAll(MARK, '___') + ending;
}
