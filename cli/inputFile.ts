import { readFileSync } from 'node:fs';
import { UnreadableInput } from './result.ts';

/** The bytes of a file that a command was given. */
export function readInput(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** A file that the system does not let us write, with the system's code; any other error as it is. */
export function unwritable(path: string, error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  return code && syscall ? new UnreadableInput(`${path} cannot be written (${code})`) : error;
}

/** A file that the system does not let us read, with the system's code, such as ENOENT; any other error as it is. */
export function unreadable(path: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  return code ? new UnreadableInput(`${path} cannot be read (${code})`) : error;
}
