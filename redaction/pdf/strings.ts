const OCTAL = /^[0-7]{1,3}/;
const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
/** A gap in a line, in thousandths of its size, from which on it is a space between words. */
const SPACE = -180;

/**
 * All that is written in PDF syntax: strings, comments, and lines of text that are put together from several strings. It reads
 * the characters alone, so it finds what no object leads to.
 */
export function stringsIn(syntax: string): string[] {
  const found: string[] = [];
  let line: string[] | undefined;
  for (let at = 0; at < syntax.length; at++) {
    const [text, end] = tokenAt(syntax, at);
    if (text === undefined) {
      if (syntax[at] === '[') line = [];
      else if (syntax[at] === ']' && line) {
        if (line.length > 1) found.push(line.join(''));
        line = undefined;
      } else if (line) at = gapAt(syntax, at, line);
      continue;
    }
    found.push(text);
    line?.push(text);
    at = end - 1;
  }
  return found.filter((text) => text.length > 1);
}

/** The text that begins there, and where it ends; none where there is another thing. */
function tokenAt(syntax: string, at: number): [string | undefined, number] {
  const letter = syntax[at];
  if (letter === '(') return literal(syntax, at + 1);
  if (letter === '<' && syntax[at + 1] !== '<') return hexadecimal(syntax, at + 1);
  if (letter === '<' || letter === '>') return [undefined, at];
  if (letter !== '%') return [undefined, at];
  const end = syntax.slice(at).search(/[\r\n]|$/) + at;
  return [syntax.slice(at + 1, end), end];
}

function literal(syntax: string, from: number): [string, number] {
  let text = '';
  let depth = 1;
  let at = from;
  for (; at < syntax.length; at++) {
    const letter = syntax[at] as string;
    if (letter === '\\') {
      const octal = OCTAL.exec(syntax.slice(at + 1, at + 4))?.[0];
      const next = syntax[at + 1] ?? '';
      text += octal
        ? String.fromCharCode(Number.parseInt(octal, 8) & 255)
        : next === '\n' || next === '\r'
          ? ''
          : (ESCAPES[next] ?? next);
      at += octal ? octal.length : next === '\r' && syntax[at + 2] === '\n' ? 2 : 1;
      continue;
    }
    if (letter === '(') depth++;
    if (letter === ')' && --depth === 0) break;
    text += letter;
  }
  return [text, at + 1];
}

function hexadecimal(syntax: string, from: number): [string | undefined, number] {
  const end = syntax.indexOf('>', from);
  const digits = end < 0 ? '' : syntax.slice(from, end).replace(/\s+/g, '');
  if (end < 0 || !/^[0-9a-f]*$/i.test(digits)) return [undefined, from];
  return [Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex').toString('latin1'), end + 1];
}

/** A number between two strings of a line: a wide gap is a space. */
function gapAt(syntax: string, at: number, line: string[]): number {
  const number = /^-?[\d.]+/.exec(syntax.slice(at, at + 20))?.[0];
  if (!number) return at;
  if (Number(number) < SPACE) line.push(' ');
  return at + number.length - 1;
}

/** What bytes may say, by the ways in which a PDF writes text. */
export function readings(bytes: string): string[] {
  const raw = Buffer.from(bytes, 'latin1');
  const all = [bytes];
  if (/[\x80-\xff]/.test(bytes)) all.push(raw.toString('utf8'));
  if (bytes.includes('\0')) {
    const even = raw.length % 2 ? raw.subarray(0, -1) : raw;
    all.push(even.toString('utf16le'), Buffer.from(even).swap16().toString('utf16le'));
  }
  return all;
}

/** What is written in base64 within a text, as previews and signatures are. */
export const unpacked = (text: string): string[] =>
  [...text.matchAll(/[A-Za-z0-9+/]{16,}={0,2}/g)].map(([packed]) =>
    Buffer.from(packed, 'base64').toString('latin1'),
  );
