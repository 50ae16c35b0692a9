import { readInput } from './inputFile.ts';
import { UnreadableInput } from './result.ts';

/** Reads a JSON file, with or without a byte order mark (Windows writes one). */
export function readJson(path: string): unknown {
  const text = readInput(path)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UnreadableInput(`${path} is not JSON${placeIn(error as Error)}`);
  }
}

/** The place of the fault, if the parser names one. */
function placeIn({ message }: Error): string {
  const [, line, column] = /\(line (\d+) column (\d+)\)/.exec(message) ?? [];
  return line ? ` (line ${line}, column ${column})` : '';
}
