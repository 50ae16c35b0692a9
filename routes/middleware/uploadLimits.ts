import { Transform } from 'node:stream';
import type { Request } from 'express';
import multer, { type StorageEngine } from 'multer';

export const LARGEST_FILE = 25 * 1024 * 1024;
export const MOST_FILES = 20;

const counts = new WeakMap<Request, number>();
const faults = new WeakMap<Request, multer.MulterError>();

/**
 * Lets the bytes past a limit go and remembers the fault, so that the rest of the form is still read and can be shown
 * again with what was written. multer's own limits would cut the form off there.
 */
export function withinLimits(storage: StorageEngine): StorageEngine {
  return {
    _handleFile: (request, file, done) => {
      const count = (counts.get(request) ?? 0) + 1;
      counts.set(request, count);
      if (count > MOST_FILES) remember(request, 'LIMIT_FILE_COUNT');
      const kept = cutAt(count > MOST_FILES ? 0 : LARGEST_FILE, () => remember(request, 'LIMIT_FILE_SIZE'));
      storage._handleFile(request, { ...file, stream: file.stream.pipe(kept) }, done);
    },
    _removeFile: storage._removeFile,
  };
}

/** The limit that a form went past; nothing when it kept them. */
export const limitBroken = (request: Request): multer.MulterError | undefined => faults.get(request);

function cutAt(most: number, onMore: () => void): Transform {
  let left = most;
  return new Transform({
    transform(chunk: Buffer, _encoding, next) {
      left -= chunk.length;
      if (left >= 0) return next(null, chunk);
      onMore();
      next();
    },
  });
}

function remember(request: Request, code: 'LIMIT_FILE_COUNT' | 'LIMIT_FILE_SIZE'): void {
  if (!faults.has(request)) faults.set(request, new multer.MulterError(code));
}
