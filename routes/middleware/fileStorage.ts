import type { Readable } from 'node:stream';
import type { Request } from 'express';
import type { StorageEngine } from 'multer';
import { releaseMemory } from '../../models/crypto/releaseMemory.ts';
import { destroyUnheld } from '../../models/fileContent/destroy.ts';
import { type ContentWriter, contentWriter, type KeptContent, PART } from '../../models/fileContent/keep.ts';
import type { AppDesk } from '../appDesk.ts';
import { watchType } from './mediaType.ts';
import { limitBroken } from './uploadLimits.ts';

/** What of a file is known when all of it is kept. */
export type KeptFile = { kept: KeptContent; mediaType: string; size: number };

/** Writes at once in this process: so many that the disk is busy, so few that small forms come between. */
const WRITES_AT_ONCE = 2;
/** A form that was read to its end may still be worked on so long after whoever sent it has left without an answer, in milliseconds. */
const STILL_WORKED_ON = 30_000;

/** A part may still be on its way to the disk when a connection breaks, in milliseconds. */
const LAST_WRITE = 1000;

type BegunFile = { writer: ContentWriter; stream: Readable };

const faults = new WeakMap<Request, unknown>();

/** Why a file of a form could not be kept, as when the disk is full. */
export const storageFault = (request: Request): unknown => faults.get(request);

/**
 * Keeps the files of forms as they come: sealed and written part by part, so that no more of a file than a part is in memory. What
 * comes of it, if the form is not taken, is destroyed when it was answered, or broke off.
 */
export function fileStorage(desk: AppDesk): StorageEngine {
  const writes = takingTurns(WRITES_AT_ONCE);
  const begunOf = new WeakMap<Request, BegunFile[]>();
  const begin = (request: Request, stream: Readable): ContentWriter => {
    const writer = contentWriter(desk);
    const known = begunOf.get(request);
    if (known) known.push({ writer, stream });
    else {
      const all = [{ writer, stream }];
      begunOf.set(request, all);
      request.res?.once('close', () => forget(request, all));
    }
    return writer;
  };
  const forget = (request: Request, begun: BegunFile[]) => {
    for (const { stream } of begun) stream.destroy(); // nothing more comes
    const destroy = () =>
      destroyUnheld(
        desk.database,
        begun.map(({ writer }) => writer.id() ?? null),
      ).catch(({ name }) => desk.log.warn({ notDestroyed: name })); // the next run of the job does
    if (request.res?.writableFinished) void destroy();
    else setTimeout(destroy, request.complete ? STILL_WORKED_ON : LAST_WRITE).unref();
  };
  const keep = async (request: Request, stream: Readable): Promise<KeptFile | undefined> => {
    const writer = begin(request, stream);
    const type = watchType();
    for await (const part of inParts(stream, PART)) {
      if (isOver(request)) continue;
      type.sees(part);
      await writes(() => writer.add(part));
    }
    if (isOver(request)) return undefined;
    const kept = await writer.end();
    return { kept, mediaType: await type.isKnown(), size: kept.size };
  };
  return {
    _handleFile: (request, { stream }, done) => {
      keep(request, stream as Readable).then(
        (kept) => done(null, kept as object),
        (error) => {
          faults.set(request, error);
          stream.resume();
          done(error);
        },
      );
    },
    _removeFile: (_request, _file, done) => done(null),
  };
}

/** A form past the limits is read to its end, and refused; whoever has left sends nothing more. */
const isOver = (request: Request): boolean => Boolean(limitBroken(request) ?? request.res?.destroyed);

/** Each part is in the memory of the one before: what is thrown away costs more than what is done. */
async function* inParts(stream: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  const part = Buffer.allocUnsafeSlow(size);
  let filled = 0;
  for await (const chunk of stream) {
    for (let at = 0; at < chunk.length; ) {
      const taken = chunk.copy(part, filled, at);
      at += taken;
      filled += taken;
      if (filled < size) continue;
      yield part;
      filled = 0;
    }
    releaseMemory(chunk); // the parser was through with it before it came here
  }
  if (filled > 0) yield part.subarray(0, filled);
}

/** Lets so many pieces of work be done at once, the others in the order in which they came. */
function takingTurns(atOnce: number) {
  const waiting: (() => void)[] = [];
  let free = atOnce;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
