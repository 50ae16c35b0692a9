/**
 * A text as redaction compares it, and the way back to the places in it. Case, Unicode's several spellings of one letter, ligatures,
 * invisible characters, the kinds of spaces, dashes and apostrophes make no difference; accents do.
 */
export type FoldedText = { text: string; place(at: number): Span };

/** From the first character to the one after the last. */
export type Span = { start: number; end: number };

const ASCII = /^[\0-\x7f]*$/;
/** A letter with its marks, the parts of one Korean syllable, or an ASCII letter with marks. */
const CLUSTER =
  /[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[\0-\x7f](?:\p{M}|[\u{e0100}-\u{e01ef}])+|[^\0-\x7f]\p{M}*/gu;

/** Folds a text. Where one letter becomes several or none, `place` gives the whole of it. */
export function foldedText(text: string): FoldedText {
  if (ASCII.test(text)) return { text: text.toLowerCase(), place: (at) => ({ start: at, end: at + 1 }) };
  const steps: FoldedStep[] = [];
  let out = '';
  let done = 0;
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    out += text.slice(done, index).toLowerCase();
    const plain = plainOf(cluster);
    done = index + cluster.length;
    if (plain.length !== 1 || cluster.length !== 1)
      steps.push({ from: out.length, to: out.length + plain.length, start: index, end: done });
    out += plain;
  }
  return { text: out + text.slice(done).toLowerCase(), place: (at) => placed(steps, at) };
}

/** A cluster whose length changed: where it is in the folded text, and in the original. */
type FoldedStep = Span & { from: number; to: number };

function placed(steps: FoldedStep[], at: number): Span {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle] as FoldedStep).from <= at) low = middle + 1;
    else high = middle;
  }
  const step = steps[low - 1];
  if (!step) return { start: at, end: at + 1 };
  if (at < step.to) return { start: step.start, end: step.end };
  const start = step.end + at - step.to;
  return { start, end: start + 1 };
}

const known = new Map<string, string>();

function plainOf(cluster: string): string {
  const before = known.get(cluster);
  if (before !== undefined) return before;
  const plain = plainly(cluster);
  if (known.size < 5000) known.set(cluster, plain);
  return plain;
}

const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;

function plainly(cluster: string): string {
  const alone = cluster.codePointAt(0) as number;
  if (alone >= ESCAPED && alone <= ESCAPED + 0xff) return plainly(windowsLetter(alone - ESCAPED));
  return cluster
    .replace(UNSEEN, '')
    .replace(/[´‘’‛ʼʹʻ`′]/g, "'")
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFC')
    .replaceAll('ß', 'ss')
    .replaceAll('ς', 'σ')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/[\u2028\u2029\u0085]/g, '\n');
}

/** A byte that is no UTF-8 stands in a text as this and its value, so that it can be written back as it was. */
export const ESCAPED = 0xdc00;

/** What such a byte means: Windows-1252, which most old exports are in. */
function windowsLetter(byte: number): string {
  return WINDOWS[byte - 0x80] ?? String.fromCharCode(byte);
}
const WINDOWS = [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'];
