import { MARK, type RemovalCounts, type WordFinder, withoutWords } from '../../domain/redaction/words.ts';
import { jsonPlaces } from './jsonPlaces.ts';
import { growing } from './longest.ts';

/** What is between two texts: brackets, colons, commas and spaces, or a number. */
const SCALAR = /[^\s"{}[\],:]+/y;

/**
 * JSON without the words, in texts, in keys, and in numbers, which become the mark as a text. All else stays as it was written,
 * so that what was JSON still is. One value after another, as in JSON lines, is read the same way.
 */
export async function* withoutWordsInJson(
  texts: AsyncIterable<string>,
  finder: WordFinder,
  counts: RemovalCounts,
): AsyncGenerator<string> {
  const read = reader(finder, counts);
  for await (const text of texts) yield read(text);
  yield read('', true);
}

function reader(finder: WordFinder, counts: RemovalCounts) {
  const places = jsonPlaces();
  const begun = growing();
  const hasDigits = finder.removals.some(({ words }) => /\d/.test(words));
  let within: 'text' | 'scalar' | undefined;
  let isEscaped = false;

  const cleanText = (token: string): string => {
    const text = token.includes('\\') ? meaning(token) : token.slice(1, -1);
    const clean = withoutWords(text, finder, counts);
    const isKey = places.isKey();
    if (clean === text) return token;
    return JSON.stringify(isKey ? places.free(clean) : clean).replace(STRAY, asEscape);
  };
  const cleanScalar = (token: string): string =>
    hasDigits && withoutWords(token, finder, counts) !== token ? `"${MARK}"` : token;

  return (text: string, isLast = false): string => {
    let out = '';
    let at = 0;
    while (at < text.length) {
      if (within === 'text') {
        const end = endOfText(text, at, isEscaped);
        begun.add(text.slice(at, end.at));
        isEscaped = end.isEscaped;
        at = end.at;
        if (end.isOver) [out, within] = [out + cleanText(begun.taken()), undefined];
      } else if (text[at] === '"' && within === undefined) {
        begun.add('"');
        [within, isEscaped, at] = ['text', false, at + 1];
      } else {
        SCALAR.lastIndex = at;
        const scalar = SCALAR.exec(text)?.[0] ?? '';
        begun.add(scalar);
        at += scalar.length;
        within = scalar && at === text.length ? 'scalar' : undefined;
        if (within) continue;
        out += cleanScalar(begun.taken());
        if (scalar || text[at] === '"') continue;
        places.see(text[at] as string);
        out += text[at++];
      }
    }
    return isLast ? out + (within === 'text' ? begun.taken() : cleanScalar(begun.taken())) : out;
  };
}

const MARKS = /["\\]/g;

/** Where a text ends, from a place within it; it goes on in the next piece where it does not. */
function endOfText(text: string, from: number, isEscaped: boolean) {
  for (let at = isEscaped ? from + 1 : from; at < text.length; ) {
    MARKS.lastIndex = at;
    const found = MARKS.exec(text)?.index;
    if (found === undefined) break;
    if (text[found] === '"') return { at: found + 1, isOver: true, isEscaped: false };
    if (found === text.length - 1) return { at: text.length, isOver: false, isEscaped: true };
    at = found + 2;
  }
  return { at: text.length, isOver: false, isEscaped: false };
}

/** A text that is no JSON is cleaned as it is written. */
function meaning(token: string): string {
  try {
    return JSON.parse(token) as string;
  } catch {
    return token.slice(1, -1);
  }
}

const STRAY = /[\udc80-\udcff](?<![\ud800-\udbff].)/g;
const asEscape = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16)}`;
