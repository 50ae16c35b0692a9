import type { PartReader } from './csvReader.ts';
import { DataFault, LONGEST_RECORD } from './dataFault.ts';
import { parsedJson } from './exactJson.ts';

/** What a JSON text is at its outside: a list, an object, one other value, or a value a line. */
export type JsonRoot = 'list' | 'object' | 'value' | 'lines';

type JsonEvents = {
  root(kind: JsonRoot): void;
  /** A value of the list; with the name of its member, one of a list inside the object. */
  item(value: unknown, member?: string): void;
  /** A member of the object: its value, or `undefined` where a list begins whose values follow. */
  member(name: string, value: unknown): void;
};

type Expected = 'start' | 'first' | 'value' | 'after' | 'first-name' | 'name' | 'colon' | 'end';

const [QUOTE, BACKSLASH] = [34, 92];
const SPACE = /[ \t\n\r]*/y;
const AFTER_WORD = /[,\]}\s]/g;
/** The characters by which lines of JSON are told from an object. */
const LOOKED_AT = 64 * 1024;

/**
 * Reads JSON part by part, holding one record at a time: the values of the outer list, or of the lists that the outer object has.
 * Where each begins and ends is found here, what it is by JSON.parse: a parser in JavaScript takes three times as long. Throws
 * `not-json`, or `too-large` for a record that is longer than 16 MiB.
 */
export function jsonReader(on: JsonEvents, isLines: boolean, parsed = parsedJson): PartReader {
  let [text, at] = ['', 0];
  let expected: Expected = 'start';
  let isEnded = false;
  /** How far the value at `at` has been read. */
  let [read, depth, isQuoted] = [0, 0, false];
  let name = '';
  const open: ('list' | 'object')[] = [];
  let lines = isLines;

  /** The text of the value that begins here; undefined where its end has not come yet. */
  const value = (): string | undefined => {
    if (read < at) [read, depth, isQuoted] = [at, 0, false];
    if (!/["[{]/.test(text.charAt(at))) {
      AFTER_WORD.lastIndex = at;
      const end = AFTER_WORD.exec(text)?.index ?? (isEnded ? text.length : undefined);
      return end === undefined ? undefined : taken(end);
    }
    for (; read < text.length; read += 1) {
      const sign = text.charCodeAt(read);
      if (isQuoted) {
        if (sign === BACKSLASH) read += 1;
        else if (sign === QUOTE) isQuoted = false;
      } else if (sign === QUOTE) isQuoted = true;
      else if (sign === 0x7b || sign === 0x5b) depth += 1;
      else if (sign === 0x7d || sign === 0x5d) depth -= 1;
      else continue;
      if (depth === 0 && !isQuoted) return taken(read + 1);
    }
    return undefined;
  };
  const taken = (end: number): string => {
    const piece = text.slice(at, end);
    at = end;
    read = 0;
    return piece;
  };
  const close = () => {
    open.pop();
    at += 1;
    expected = open.length > 0 ? 'after' : 'end';
  };

  /** Takes one step; false where more text is needed. */
  const step = (): boolean => {
    SPACE.lastIndex = at;
    SPACE.test(text);
    at = SPACE.lastIndex;
    if (at >= text.length) return false;
    const sign = text.charAt(at);
    switch (expected) {
      case 'end':
        throw new DataFault('not-json');
      case 'colon':
        if (sign !== ':') throw new DataFault('not-json');
        at += 1;
        expected = 'value';
        return true;
      case 'after':
        if (sign === (open.at(-1) === 'list' ? ']' : '}')) close();
        else if (sign !== ',') throw new DataFault('not-json');
        else {
          at += 1;
          expected = open.at(-1) === 'list' ? 'value' : 'name';
        }
        return true;
      case 'first-name':
        if (sign === '}') close();
        else expected = 'name';
        return true;
      case 'first':
        if (sign === ']') close();
        else expected = 'value';
        return true;
      case 'name': {
        if (sign !== '"') throw new DataFault('not-json');
        const piece = value();
        if (piece === undefined) return false;
        name = String(parsedJson(piece));
        expected = 'colon';
        return true;
      }
      default:
        return sign === '[' && isList()
          ? begin('list')
          : sign === '{' && !open.length
            ? begin('object')
            : one();
    }
  };
  /** Whether a list here is read value by value: the outer one, or one directly in the outer object. */
  const isList = () => open.length === 0 || (open.length === 1 && open[0] === 'object');
  const begin = (kind: 'list' | 'object'): boolean => {
    if (open.length === 0) on.root(kind);
    else on.member(name, undefined);
    open.push(kind);
    at += 1;
    expected = kind === 'list' ? 'first' : 'first-name';
    return true;
  };
  const one = (): boolean => {
    const piece = value();
    if (piece === undefined) return false;
    if (open.length === 0) on.root('value');
    const found = parsed(piece);
    if (open.at(-1) === 'object') on.member(name, found);
    else on.item(found, open.length > 1 ? name : undefined);
    expected = open.length > 0 ? 'after' : 'end';
    return true;
  };
  const line = (): boolean => {
    const end = text.indexOf('\n', at);
    if (end < 0 && (!isEnded || at >= text.length)) return false;
    const piece = text.slice(at, end < 0 ? text.length : end).trim();
    at = end < 0 ? text.length : end + 1;
    if (expected === 'start') on.root('lines');
    expected = 'end';
    if (piece) on.item(parsed(piece));
    return true;
  };
  const goOn = () => {
    while (lines ? line() : step());
    if (text.length - at > LONGEST_RECORD) throw new DataFault('too-large');
    text = text.slice(at);
    read = Math.max(0, read - at);
    at = 0;
  };
  return {
    push(more) {
      text += more;
      if (expected === 'start' && text.length < LOOKED_AT) return;
      if (expected === 'start') lines ||= areLines(text);
      goOn();
    },
    end() {
      isEnded = true;
      if (text.trim() === '' && expected === 'start') throw new DataFault('empty');
      if (expected === 'start') lines ||= areLines(text);
      goOn();
      if (expected !== 'end') throw new DataFault('not-json');
    },
  };
}

/** Whether JSON has a value a line, whatever its name says: its first line is a whole object and more follows. */
export function areLines(beginning: string): boolean {
  const text = beginning.slice(0, LOOKED_AT).trimStart();
  const end = text.indexOf('\n');
  const first = text.slice(0, Math.max(0, end));
  if (!first.startsWith('{') || !text.slice(end).trimStart().startsWith('{')) return false;
  try {
    JSON.parse(first);
    return true;
  } catch {
    return false;
  }
}
