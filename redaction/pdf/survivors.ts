import { wordsIn } from '../../domain/redaction/removal.ts';
import type { Survivor, SurvivorPlace } from '../../domain/redaction/report.ts';
import { finderOf, type WordFinder } from '../../domain/redaction/words.ts';
import type { ChildOrder } from '../child/tasks.ts';
import { ownNamesIn } from './names.ts';
import { pageTexts } from './pages.ts';
import { usingPdf } from './pdfium.ts';
import { listedStreams, type PdfStream, streamsIn } from './streams.ts';
import { readings, stringsIn, unpacked } from './strings.ts';

/** What of the words is still in a PDF: in the text of its pages, and in anything that is written in the file. */
export async function survivorsInPdf({ name, bytes, removals }: ChildOrder): Promise<Survivor[]> {
  const words = wordsIn(removals);
  const finder = finderOf(words, 'scattered');
  const found = new Map<number, SurvivorPlace>();
  const note = (where: SurvivorPlace, text: string) => {
    for (const { nth } of finder.matches(text)) if (!found.has(nth)) found.set(nth, where);
  };
  for (const text of await usingPdf(bytes, name, pageTexts)) note('text', text);
  const streams = [...streamsIn(Buffer.from(bytes)), ...(await listedStreams(bytes))];
  for (const stream of streams) for (const text of textsOf(stream)) note(PLACES[stream.kind], text);
  return [...found].map(([nth, where]) => ({ words: wordAt(finder, nth), where }));
}

const wordAt = ({ removals }: WordFinder, nth: number): string => removals[nth]?.words ?? '';

const PLACES: Record<PdfStream['kind'], SurvivorPlace> = {
  text: 'metadata',
  file: 'attachment',
  syntax: 'raw',
  dots: 'raw',
};

function textsOf({ kind, content }: PdfStream): string[] {
  if (kind === 'dots') return [];
  const texts = kind === 'syntax' ? [...stringsIn(content), ...ownNamesIn(content)] : [content];
  return texts.flatMap((text) => [...readings(text), ...unpacked(text).flatMap(readings)]);
}
