import { readFileSync } from 'node:fs';
import { UnreadableInput } from './result.ts';

/** Reads a JSON file, with or without a byte order mark (Windows writes one). */
export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UnreadableInput(`${path}: ${(error as Error).message}`);
  }
}
