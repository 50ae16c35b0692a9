import { readFileSync } from 'node:fs';
import { UnreadableInput } from './result.ts';

/** What a JSON file says. A mark of byte order before it, as Windows writes one, is no fault. */
export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UnreadableInput(`${path}: ${(error as Error).message}`);
  }
}
