import type { JsonToken } from './jsonTokens.ts';

type TokenDue = 'value' | 'first-value' | 'first-name' | 'name' | 'colon' | 'after';
type Around = { list: boolean; nth: number };

/** The numbers and words of JSON. */
const PLAIN = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/;
const BEGUN = /^-?\d[\d.eE+-]*$/;

/** Digits alone, the first no zero: most numbers, told without making a text of them. */
function isPlainNumber(bytes: Buffer): boolean {
  if (bytes[0] === ZERO) return bytes.length === 1;
  for (const byte of bytes) if (byte < ZERO || byte > NINE) return false;
  return true;
}
const [ZERO, NINE] = [0x30, 0x39];

/**
 * Watches whether tokens come as JSON has them: what JSON is here is what it is for the package of an answer (`jsonReader`). `inside` are the
 * lists and objects around the first token, the file as the outermost; `areLines` where it has a value a line.
 */
export function jsonOrder(inside: readonly Around[], areLines: boolean) {
  const open = inside.map(({ list }) => list);
  let expected: TokenDue = open.at(-1) ? 'value' : 'name';
  let values = inside[0]?.nth ?? 0;
  let isNewLine = true;

  const isValueDue = (): boolean => {
    if (expected !== 'value' && expected !== 'first-value') return false;
    if (open.length > 1) return true;
    const isDue = values === 0 || (areLines && isNewLine);
    values += 1;
    isNewLine = false;
    return isDue;
  };
  const passed = () => {
    expected = open.length > 1 ? 'after' : 'value';
  };
  const begins = (list: boolean): boolean => {
    const isDue = isValueDue();
    open.push(list);
    expected = list ? 'first-value' : 'first-name';
    return isDue;
  };
  const ends = (list: boolean): boolean => {
    const isDue = expected === 'after' || expected === (list ? 'first-value' : 'first-name');
    const isSame = open.length > 1 && open.pop() === list;
    passed();
    return isDue && isSame;
  };
  const scalar = ({ kind, bytes, size }: Extract<JsonToken, { size: number }>): boolean => {
    if (expected === 'name' || expected === 'first-name') {
      expected = 'colon';
      return kind === 'text';
    }
    const isDue = isValueDue();
    passed();
    if (kind === 'text') return isDue;
    return (
      isDue && (isPlainNumber(bytes) || (size > bytes.length ? BEGUN : PLAIN).test(bytes.toString('latin1')))
    );
  };
  const comma = (): boolean => {
    const isDue = expected === 'after';
    expected = open.at(-1) ? 'value' : 'name';
    return isDue;
  };
  const colon = (): boolean => {
    const isDue = expected === 'colon';
    expected = 'value';
    return isDue;
  };
  const line = (): boolean => {
    isNewLine = true;
    return !areLines || (open.length === 1 && expected === 'value');
  };

  return {
    /** Whether the token may stand here. */
    isDue(token: JsonToken): boolean {
      switch (token.kind) {
        case 'begin':
          return begins(token.list);
        case 'end':
          return ends(token.list);
        case 'comma':
          return comma();
        case 'colon':
          return colon();
        case 'line':
          return line();
        default:
          return scalar(token);
      }
    },
    /** Whether all that was begun has ended. */
    isWhole: (): boolean => open.length === 1 && expected === 'value',
  };
}
