import { dialectOf, LOOKED_AT } from '../../domain/package/data/dialect.ts';
import { type RemovalCounts, type WordFinder, withoutWords } from '../../domain/redaction/words.ts';
import { growing } from './longest.ts';

/**
 * A table without the words, cell by cell: quotes, delimiters and ends of lines stay as they were written, so its shape does too.
 * No library, because each writes a table in its own way, and would change every line.
 */
export async function* withoutWordsInCsv(
  texts: AsyncIterable<string>,
  finder: WordFinder,
  counts: RemovalCounts,
): AsyncGenerator<string> {
  const clean = (cell: string) => cleanCell(cell, finder, counts);
  let read: ReturnType<typeof reader> | undefined;
  let first = '';
  for await (const text of texts) {
    if (!read) first += text;
    if (!read && first.length < LOOKED_AT) continue;
    const next: string = read ? text : first;
    read ??= reader(clean, delimiterOf(first));
    yield read(next);
  }
  yield read ? read('', true) : reader(clean, delimiterOf(first))(first, true);
}

/** The delimiter by which everybody here reads the table. */
export const delimiterOf = (text: string): string => dialectOf(text.replace(/^\ufeff/, '')).delimiter;

function reader(clean: (cell: string) => string, delimiter: string) {
  const begun = growing();
  const plain = new RegExp(`[${delimiter}\\r\\n]`, 'g');
  let within: 'start' | 'plain' | 'quoted' | 'closed' = 'start';
  return (text: string, isLast = false): string => {
    let out = '';
    let at = 0;
    while (at < text.length) {
      if (within === 'start' && (text[at] === '"' || text[at] === '\ufeff')) {
        begun.add(text[at] as string);
        within = text[at++] === '"' ? 'quoted' : 'start';
      } else if (within === 'quoted') {
        const quote = text.indexOf('"', at);
        const end = quote < 0 ? text.length : quote + 1;
        begun.add(text.slice(at, end));
        [at, within] = [end, quote < 0 ? 'quoted' : 'closed'];
      } else if (within === 'closed' && text[at] === '"') {
        begun.add('"');
        [at, within] = [at + 1, 'quoted'];
      } else {
        plain.lastIndex = at;
        const end = plain.exec(text)?.index ?? text.length;
        begun.add(text.slice(at, end));
        [at, within] = [end, 'plain'];
        if (end === text.length) break;
        out += clean(begun.taken()) + text[end];
        [at, within] = [end + 1, 'start'];
      }
    }
    return isLast ? out + clean(begun.taken()) : out;
  };
}

/** A cell as it is written, without the words. A doubled quote within quotes is one. */
function cleanCell(cell: string, finder: WordFinder, counts: RemovalCounts): string {
  const quoted = /^(\ufeff?")([\s\S]*)("[^"]*)$/.exec(cell);
  if (!quoted) return withoutWords(cell, finder, counts);
  const [, open = '', inner = '', close = ''] = quoted;
  const meant = inner.replaceAll('""', '"');
  const clean = withoutWords(meant, finder, counts);
  return clean === meant ? cell : open + clean.replaceAll('"', '""') + withoutWords(close, finder, counts);
}
