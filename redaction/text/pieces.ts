import { counted, MARK, type RemovalCounts, type WordFinder } from '../../domain/redaction/words.ts';

/**
 * A long text without the words, read and written in pieces. What one match can take is held back until the rest of it was read,
 * so words are found across the pieces' borders too; a little of what was written stays, to see which letter is before a word.
 */
export async function* withoutWordsIn(
  texts: AsyncIterable<string>,
  finder: WordFinder,
  counts: RemovalCounts,
): AsyncGenerator<string> {
  let context = '';
  let held = '';
  for await (const text of texts) {
    held += text;
    if (held.length < finder.longest * 2 + 65_536) continue;
    const { written, rest, before } = step(context, held, finder, counts, held.length - finder.longest);
    yield written;
    held = rest;
    context = before;
  }
  yield step(context, held, finder, counts, held.length).written;
}

/** Writes what is before `until`, and any match that begins before it. */
function step(context: string, held: string, finder: WordFinder, counts: RemovalCounts, until: number) {
  const text = context + held;
  const end = context.length + calm(held, until);
  let out = '';
  let done = context.length;
  for (const match of finder.matches(text)) {
    if (match.end <= done || match.start < context.length) continue;
    if (match.start >= end) break;
    out += text.slice(done, Math.max(done, match.start)) + MARK;
    done = match.end;
    counted(counts, finder, match);
  }
  const cut = Math.max(done, end);
  const written = out + text.slice(done, cut);
  return { written, rest: text.slice(cut), before: text.slice(Math.max(0, cut - 128), cut) };
}

/** The nearest place before that where no letter is divided: between two ASCII characters. */
function calm(text: string, until: number): number {
  if (until === text.length) return until;
  for (let at = until; at > until - 1000 && at > 1; at--)
    if (text.charCodeAt(at) < 0x80 && text.charCodeAt(at - 1) < 0x80) return at;
  return until;
}
