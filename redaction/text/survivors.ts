import type { WordRemoval } from '../../domain/redaction/removal.ts';
import type { Survivor } from '../../domain/redaction/report.ts';
import { finderOf, type WordFinder } from '../../domain/redaction/words.ts';
import type { FileToClean } from '../file.ts';
import { decoded } from './encoding.ts';

/** The words that are still in a text. */
export async function survivorsInText(
  file: FileToClean,
  removals: readonly WordRemoval[],
): Promise<Survivor[]> {
  const finder = finderOf(removals);
  const found = new Set<number>();
  const { texts } = await decoded(file.parts);
  await lookThrough(texts, finder, found);
  return [...found].map((nth) => ({ words: (removals[nth] as WordRemoval).words, where: 'text' }));
}

/** Notes what is found in a text that is read in overlapping pieces. A piece's first words are judged with the one before. */
async function lookThrough(texts: AsyncIterable<string>, finder: WordFinder, found: Set<number>) {
  let held = '';
  const look = (text: string, from: number, to: number) => {
    for (const { start, nth } of finder.matches(text)) if (start >= from && start < to) found.add(nth);
  };
  let from = 0;
  for await (const text of texts) {
    held += text;
    if (held.length < finder.longest * 2 + 65_536) continue;
    const to = held.length - finder.longest;
    look(held, from, to);
    held = held.slice(Math.max(0, to - 128));
    from = Math.min(128, to);
  }
  look(held, from, held.length);
}
