import { firstSigns } from '../writing.ts';
import { jsonOrder } from './jsonOrder.ts';
import { type JsonToken, jsonTokens } from './jsonTokens.ts';
import type { OpenLevel } from './kind.ts';

/** One line of a tree: how deep, its name or its number in a list, and its value, or that members of its own follow. */
export type TreeLine = {
  depth: number;
  name: string | number;
  kind: 'text' | 'plain' | 'list' | 'object' | 'empty';
  value: string;
  isShortened: boolean;
};
/** Receives each line, its first byte, and a way to know what is open around it. */
type TellLine = (line: TreeLine, offset: number, open: () => OpenLevel[]) => void;

/** A file is like a list of what stands in it: one value, or one on each line. */
const FILE: OpenLevel = { list: true, name: '', nth: 0 };
/** What is nested deeper than anybody reads is not read. */
const DEEPEST = 100;
/** The signs that are kept of the name of what is open: a name may have megabytes, and is kept for each page. */
const NAME = 100;

const UNREAD: TreeLine = { depth: 0, name: '', kind: 'plain', value: '', isShortened: false };

/** `values`: whether they are read, or only found; `areLines`: a value a line; `decoded`: how bytes are read as text. */
type JsonReading = { values?: boolean; areLines?: boolean; decoded?: TextOfBytes };
type TextOfBytes = (bytes: Buffer) => string;
const utf8: TextOfBytes = (bytes) => bytes.toString();

type Scalar = Extract<JsonToken, { size: number }>;
type Waiting = { line: TreeLine; offset: number };

/**
 * Reads JSON line by line while its bytes pass, from the beginning of any line on; only what is open is kept. Without `values`, which
 * take most of the time, it tells where lines begin.
 */
export function jsonLines(
  from: { offset: number; open?: OpenLevel[] },
  tell: TellLine,
  { values = true, areLines = false, decoded = utf8 }: JsonReading = {},
) {
  const open = copied(from.open ?? [FILE]);
  const order = jsonOrder(open, areLines);
  let isBroken = false;
  let name: Scalar | undefined;
  let waiting: Waiting | undefined;

  /** The name and first byte of what begins here: of a member, its name comes first. */
  const begun = (offset: number) => {
    const { list, nth } = open.at(-1) as OpenLevel;
    if (list) return { name: nth + 1, offset };
    return { name: name ? readIn(name, decoded).value : '', offset: name?.offset ?? offset };
  };
  const passed = () => {
    (open.at(-1) as OpenLevel).nth += 1;
    name = undefined;
  };
  const tellWaiting = (isEmpty = false) => {
    if (!waiting) return;
    const { line, offset } = waiting;
    waiting = undefined;
    tell(isEmpty ? { ...line, kind: 'empty' } : line, offset, () => copied(open.slice(0, -1)));
  };
  const begin = (list: boolean, at: number) => {
    const { name: own, offset } = begun(at);
    const kind = list ? 'list' : 'object';
    const line: TreeLine = { depth: open.length - 1, name: own, kind, value: '', isShortened: false };
    waiting = { line, offset };
    open.push({ list, name: typeof own === 'string' ? shortName(own) : own, nth: 0 });
    name = undefined;
    isBroken ||= open.length > DEEPEST;
  };
  const end = () => {
    tellWaiting(true);
    open.pop();
    passed();
  };
  const scalar = (token: Scalar) => {
    tellWaiting();
    if (!open.at(-1)?.list && !name) {
      name = token;
      return;
    }
    const around = () => copied(open);
    if (values) {
      const { name: own, offset } = begun(token.offset);
      tell(
        { depth: open.length - 1, name: own, kind: token.kind, ...readIn(token, decoded) },
        offset,
        around,
      );
    } else tell(UNREAD, name?.offset ?? token.offset, around);
    passed();
  };
  const tokens = jsonTokens(from.offset, (token) => {
    if (isBroken) return;
    isBroken = !order.isDue(token);
    if (isBroken) return;
    if (token.kind === 'begin') {
      tellWaiting();
      begin(token.list, token.offset);
    } else if (token.kind === 'end') end();
    else if (token.kind === 'text' || token.kind === 'plain') scalar(token);
  });
  return {
    add: tokens.add,
    /** The file has ended. */
    end: () => {
      tokens.end();
      tellWaiting();
      isBroken ||= !order.isWhole();
    },
    isBroken: () => isBroken || tokens.isBroken(),
  };
}

const shortName = (name: string): string =>
  name.length > NAME ? `${firstSigns(name.slice(0, 2 * NAME), NAME)}…` : name;

const copied = (levels: readonly OpenLevel[]): OpenLevel[] => levels.map((level) => ({ ...level }));

/** A value as text; of one that was not kept whole, its beginning. */
function readIn(
  { bytes, kind, size }: Scalar,
  decoded: TextOfBytes,
): { value: string; isShortened: boolean } {
  const isShortened = size > bytes.length;
  const raw = decoded(bytes).replace(/\uFFFD+$/, '');
  if (kind === 'plain' || !raw.includes('\\')) return { value: raw, isShortened };
  const whole = isShortened ? raw.replace(/\\(?:u[\da-f]{0,3})?$/i, '') : raw;
  try {
    return { value: JSON.parse(`"${whole.replaceAll(/\p{Cc}/gu, ' ')}"`), isShortened };
  } catch {
    return { value: whole, isShortened }; // an escape that JSON does not know
  }
}
