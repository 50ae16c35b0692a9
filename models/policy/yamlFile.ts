import { readFileSync } from 'node:fs';
import { isMap, isNode, isScalar, LineCounter, type Node, parseDocument } from 'yaml';

/** Where something stands in a file, counted from 1. */
export type Place = { line: number; column: number };

/** A YAML file with the places of its parts. */
export type YamlFile = {
  content: unknown;
  /** Where the value of this path stands; of a path that is not there, the nearest part around it. */
  placeOf(path: readonly (string | number)[]): Place;
  /** Where a key of the map at this path stands. */
  placeOfKey(path: readonly (string | number)[], key: string): Place;
};

/** What stops a file from being read at all. */
export type YamlFault = Place & { message: string };

/** Reads a file, or says what in it is not YAML: a syntax fault, a key given twice, an alias without its anchor. */
export function readYaml(path: string): { file: YamlFile } | { faults: YamlFault[] } {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines });
  const faults = [...document.errors, ...document.warnings];
  if (faults.length) {
    return {
      faults: faults.map(({ pos, message }) => ({ ...at(pos[0], lines), message: firstLine(message) })),
    };
  }
  const placeOf = (path: readonly (string | number)[]): Place => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return at(node.range[0], lines);
    }
    return at(document.contents?.range?.[0] ?? 0, lines);
  };
  const placeOfKey = (path: readonly (string | number)[], key: string): Place => {
    const map = path.length ? document.getIn(path, true) : document.contents;
    const pair = isMap(map) && map.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
    const range = pair ? (pair.key as Node).range : undefined;
    return range ? at(range[0], lines) : placeOf(path);
  };
  return { file: { content: document.toJS(), placeOf, placeOfKey } };
}

function at(offset: number, lines: LineCounter): Place {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

/** The library adds a picture of the place below its first line. */
function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
}
