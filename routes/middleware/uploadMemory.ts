import type { Request } from 'express';
import type { StorageEngine } from 'multer';
import { Refusal } from './refusal.ts';

/** One form at its largest, and small ones beside it. */
const MOST_AT_ONCE = 640 * 1024 * 1024;

/**
 * Keeps the files of forms in memory while they are worked on, and no more than `most` bytes in all forms together: a file
 * that comes on top is refused with 503 and when to try again.
 */
export function uploadMemory(most = MOST_AT_ONCE): StorageEngine {
  const heldBy = new WeakMap<Request, number>();
  let held = 0;
  const release = (request: Request) => {
    held -= heldBy.get(request) ?? 0;
    heldBy.set(request, 0);
  };
  const hold = (request: Request, bytes: number): boolean => {
    if (held + bytes > most) return false;
    if (!heldBy.has(request)) request.res?.once('close', () => release(request));
    heldBy.set(request, (heldBy.get(request) ?? 0) + bytes);
    held += bytes;
    return true;
  };
  return {
    _handleFile: (request, { stream }, done) => {
      const chunks: Buffer[] = [];
      let refused = false;
      stream.on('data', (chunk: Buffer) => {
        if (refused) return;
        if (hold(request, chunk.length)) return void chunks.push(chunk);
        refused = true;
        chunks.length = 0;
        request.res?.set('Retry-After', '60');
        done(new Refusal(503));
      });
      stream.on('end', () => {
        if (!refused) done(null, { buffer: Buffer.concat(chunks), size: chunks.reduce(sum, 0) });
      });
    },
    _removeFile: (request, file, done) => {
      release(request); // multer takes all files of a form out, or none
      Object.assign(file, { buffer: undefined });
      done(null);
    },
  };
}

const sum = (bytes: number, { length }: Buffer): number => bytes + length;
