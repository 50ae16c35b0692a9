import { Transform } from 'node:stream';
import type { Request } from 'express';
import type { StorageEngine } from 'multer';
import { dataKindOf } from '../../domain/package/data/dataKind.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { line } from '../../domain/writing.ts';

export const LARGEST_FILE = 25 * 1024 * 1024;
/** An export of a system, where one may be given: it is read record by record, and by a program. */
const LARGEST_EXPORT = 500 * 1024 * 1024;
export const MOST_FILES = 20;

const MIB = 1024 * 1024;

const counts = new WeakMap<Request, number>();
const faults = new WeakMap<Request, RuleViolation>();

/**
 * Discards the bytes over a limit and remembers the fault, so that the rest of the form is still read and can be shown
 * again. multer's own limits would cut the form off.
 */
export function withinLimits(storage: StorageEngine, mostOf: MostBytes = anyFile): StorageEngine {
  return {
    _handleFile: (request, file, done) => {
      const count = (counts.get(request) ?? 0) + 1;
      counts.set(request, count);
      if (count > MOST_FILES) remember(request, 'files-too-many', { most: MOST_FILES });
      const name = fileName(file.originalname);
      const most = mostOf(name);
      const tooLarge = { most: most / MIB, name };
      const kept = cutAt(count > MOST_FILES ? 0 : most, () => remember(request, 'file-too-large', tooLarge));
      storage._handleFile(request, { ...file, stream: file.stream.pipe(kept) }, done);
    },
    _removeFile: storage._removeFile,
  };
}

/** The most bytes of a file of that name. */
type MostBytes = (name: string) => number;

const anyFile: MostBytes = () => LARGEST_FILE;

/** CSV or JSON may be an export of a system. */
export const orExport: MostBytes = (name) => (dataKindOf(name) ? LARGEST_EXPORT : LARGEST_FILE);

/** The limit that a form exceeded, as a fault of its file field; undefined if none. */
export const limitBroken = (request: Request): RuleViolation | undefined => faults.get(request);

/** The last part of a path as a one-line name of at most 200 characters; a browser may send any text. */
export const fileName = (path: string): string =>
  [...line(path.split(/[/\\]/).at(-1) ?? '')].slice(-200).join('') || 'file';

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

function remember(request: Request, code: string, data: object): void {
  if (!faults.has(request)) faults.set(request, new RuleViolation(code, { ...data }, 'files'));
}
