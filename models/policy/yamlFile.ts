import { readFileSync } from 'node:fs';
import { isMap, isNode, isScalar, LineCounter, type Node, parseDocument } from 'yaml';

/** A position in a file, counted from 1. */
export type TextPosition = { line: number; column: number };

/** A parsed YAML file with the positions of its parts. */
export type YamlFile = {
  content: unknown;
  /** The position of the value at a path; if the path does not exist, of its nearest existing parent. */
  placeOf(path: readonly (string | number)[]): TextPosition;
  /** The position of a key of the map at this path. */
  placeOfKey(path: readonly (string | number)[], key: string): TextPosition;
};

/** A fault that makes a file unreadable. */
type YamlFault = TextPosition & { message: string };

/** Parses a file, or returns its YAML faults: a syntax error, a duplicate key, an alias without its anchor. */
export function readYaml(path: string): { file: YamlFile } | { faults: YamlFault[] } {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines });
  const faults = [...document.errors, ...document.warnings];
  if (faults.length) {
    return {
      faults: faults.map(({ pos, message }) => ({ ...at(pos[0], lines), message: firstLine(message) })),
    };
  }
  const placeOf = (path: readonly (string | number)[]): TextPosition => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return at(node.range[0], lines);
    }
    return at(document.contents?.range?.[0] ?? 0, lines);
  };
  const placeOfKey = (path: readonly (string | number)[], key: string): TextPosition => {
    const map = path.length ? document.getIn(path, true) : document.contents;
    const pair = isMap(map) && map.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
    const range = pair ? (pair.key as Node).range : undefined;
    return range ? at(range[0], lines) : placeOf(path);
  };
  return { file: { content: document.toJS(), placeOf, placeOfKey } };
}

function at(offset: number, lines: LineCounter): TextPosition {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

/** The library adds an excerpt of the file below its first line. */
function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
}
